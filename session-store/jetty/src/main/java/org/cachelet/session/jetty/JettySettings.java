// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session.jetty;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.cachelet.cache.SettingGroup;
import org.cachelet.cache.Settings;
import org.cachelet.session.Sessions;
import org.eclipse.jetty.server.Context;
import org.eclipse.jetty.server.handler.ContextHandler;
import org.eclipse.jetty.util.resource.Resource;
import org.jspecify.annotations.Nullable;

/** What is set for the sessions of one application. */
final class JettySettings {
  private static final String FILE = "cachelet.properties";

  /** What concerns sessions; the rest is for libraries that only the application has. */
  private static final List<String> KEYS =
      List.of(
          "cachelet.session.",
          "cachelet.redis.",
          "cachelet.prefix",
          "cachelet.codec.",
          "cachelet.jmx");

  private static final List<String> VARIABLES =
      List.of(
          "CACHELET_SESSION_",
          "CACHELET_REDIS_",
          "CACHELET_PREFIX",
          "CACHELET_CODEC_",
          "CACHELET_JMX");

  private JettySettings() {}

  /**
   * Reads them: what the server sets, overridden by the file of the application, this by its
   * context parameters, these by the environment and by the system properties.
   *
   * @throws org.cachelet.cache.SettingsException if they are wrong
   * @throws IllegalStateException if they name no Redis
   */
  static Settings load(Map<String, String> ofServer, Context context, ClassLoader loader) {
    Settings settings =
        Settings.builder()
            .map("Jetty", chosen(ofServer, KEYS))
            .map(FILE, chosen(file(context, loader), KEYS))
            .map("context-param", chosen(parameters(context), KEYS))
            .environment(chosen(System.getenv(), VARIABLES))
            .map("system property", chosen(named(System.getProperties()), KEYS))
            .build(SettingGroup.allIn(JettySettings.class.getClassLoader()));
    if (!Sessions.areOn(settings)) {
      throw new IllegalStateException(
          "cachelet.session.redis-url is not set; set it in start.d/session-store-cachelet.ini, or"
              + " remove the sessions of Cachelet from this server");
    }
    return settings;
  }

  private static Map<String, String> chosen(Map<String, String> all, List<String> beginnings) {
    Map<String, String> chosen = new TreeMap<>(all);
    Predicate<String> isOurs = key -> beginnings.stream().anyMatch(key::startsWith);
    chosen.keySet().removeIf(isOurs.negate());
    return chosen;
  }

  private static Map<String, String> named(Properties properties) {
    Map<String, String> named = new TreeMap<>();
    properties.stringPropertyNames().forEach(key -> named.put(key, properties.getProperty(key)));
    return named;
  }

  private static Map<String, String> file(Context context, ClassLoader loader) {
    Properties properties = new Properties();
    try (InputStream file = open(context, loader)) {
      if (file != null) {
        Reader reader = new InputStreamReader(file, StandardCharsets.UTF_8);
        properties.load(reader);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(FILE + " cannot be read", e);
    }
    return named(properties);
  }

  /** Returns the parameters of an application, of which only Jetty's code for servlets knows. */
  private static Map<String, String> parameters(Context context) {
    Map<String, String> parameters = new TreeMap<>();
    if (context instanceof ContextHandler.ScopedContext scoped) {
      ContextHandler handler = scoped.getContextHandler();
      try {
        Object known = handler.getClass().getMethod("getInitParams").invoke(handler);
        if (known instanceof Map<?, ?> map) {
          map.forEach((key, value) -> parameters.put(String.valueOf(key), String.valueOf(value)));
        }
      } catch (ReflectiveOperationException e) {
        return parameters; // one without servlets
      }
    }
    return parameters;
  }

  private static @Nullable InputStream open(Context context, ClassLoader loader)
      throws IOException {
    Resource base = context.getBaseResource();
    Resource inWebInf = base == null ? null : base.resolve("WEB-INF/" + FILE);
    return inWebInf != null && inWebInf.exists()
        ? inWebInf.newInputStream()
        : loader.getResourceAsStream(FILE);
  }
}
