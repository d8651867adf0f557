// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache.servlet;

import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.cachelet.cache.SettingGroup;
import org.cachelet.cache.Settings;
import org.cachelet.cache.SettingsException;

/** Reads the settings of a web application. */
public final class ServletSettings {
  private static final String NAME = "cachelet.properties";
  private static final String IN_WEB_INF = "WEB-INF/" + NAME;

  private ServletSettings() {}

  /**
   * Returns the settings of a web application: its file {@code cachelet.properties}, in WEB-INF or
   * on the class path, overridden by its context parameters, these by the environment, this by the
   * system properties. What may be set is what the groups on its class path declare.
   *
   * @throws SettingsException if anything is wrong or unknown, or if there are two files
   * @throws IllegalStateException if the application has not the jars or the container it needs
   * @throws UncheckedIOException if the file cannot be read
   */
  public static Settings load(ServletContext context) {
    return load(context, System.getenv(), System.getProperties());
  }

  static Settings load(
      ServletContext context, Map<String, String> environment, Properties systemProperties) {
    Installation.require(context);
    Settings.Builder builder = Settings.builder();
    readFile(builder, context);
    return builder
        .map("context-param", parameters(context))
        .environment(environment)
        .systemProperties(systemProperties)
        .build(SettingGroup.allIn(loader(context)));
  }

  private static void readFile(Settings.Builder builder, ServletContext context) {
    ClassLoader loader = loader(context);
    try (InputStream inWebInf = context.getResourceAsStream("/" + IN_WEB_INF);
        InputStream onClassPath = loader.getResourceAsStream(NAME)) {
      if (inWebInf != null && onClassPath != null) {
        throw new SettingsException(
            List.of(
                IN_WEB_INF + ": there is also " + loader.getResource(NAME) + ", allowed is one"));
      }
      if (inWebInf != null) {
        builder.properties(IN_WEB_INF, inWebInf);
      }
      if (onClassPath != null) {
        builder.properties("classpath:" + NAME, onClassPath);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(NAME + " cannot be read", e);
    }
  }

  private static ClassLoader loader(ServletContext context) {
    ClassLoader own = context.getClassLoader(); // null in an embedded Jetty without a WAR
    return own != null ? own : Thread.currentThread().getContextClassLoader();
  }

  private static Map<String, String> parameters(ServletContext context) {
    Map<String, String> parameters = new TreeMap<>();
    for (String name : Collections.list(context.getInitParameterNames())) {
      parameters.put(name, context.getInitParameter(name));
    }
    return parameters;
  }
}
