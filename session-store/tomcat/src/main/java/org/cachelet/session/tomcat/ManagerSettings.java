// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session.tomcat;

import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.cachelet.cache.SettingGroup;
import org.cachelet.cache.Settings;
import org.cachelet.cache.SettingsException;

/**
 * What is set for the sessions of a web application: in its file {@code cachelet.properties}, over
 * that by its context parameters, over these by the attributes of {@code <Manager>}, then by the
 * environment and the system properties. What does not concern sessions is passed over: it is for
 * what is in the library of the application. Used while a manager starts.
 */
final class ManagerSettings {
  private static final String NAME = "cachelet.properties";
  private static final String PREFIX = "cachelet.";
  private static final String SESSION_PREFIX = "cachelet.session.";

  /** What keys begin with that concern sessions. */
  private static final List<String> PREFIXES =
      List.of(
          SESSION_PREFIX, "cachelet.redis.", "cachelet.prefix", "cachelet.codec.", "cachelet.jmx");

  private static final List<String> VARIABLES =
      PREFIXES.stream().map(key -> key.toUpperCase(Locale.ROOT).replace('.', '_')).toList();

  private final Map<String, String> attributes = new LinkedHashMap<>();

  /**
   * Takes an attribute of {@code <Manager>}, as {@code redisUrl} for {@code
   * cachelet.session.redis-url}, or a whole key.
   */
  void set(String attribute, String value) {
    attributes.put(key(attribute), value);
  }

  private static String key(String attribute) {
    return attribute.startsWith(PREFIX) ? attribute : SESSION_PREFIX + withDashes(attribute);
  }

  private static String withDashes(String camelCase) {
    return camelCase.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
  }

  /**
   * Returns all settings.
   *
   * @throws SettingsException if one is wrong
   */
  Settings read(ServletContext context) throws IOException {
    return Settings.builder()
        .map("WEB-INF/" + NAME, ours(file(context), PREFIXES))
        .map("context-param", ours(parameters(context), PREFIXES))
        .map("<Manager>", attributes)
        .environment(ours(System.getenv(), VARIABLES))
        .map("system property", ours(properties(System.getProperties()), PREFIXES))
        .build(SettingGroup.allIn(ManagerSettings.class.getClassLoader()));
  }

  private static Map<String, String> ours(Map<String, String> all, List<String> beginnings) {
    Map<String, String> ours = new TreeMap<>(all);
    ours.keySet().removeIf(key -> beginnings.stream().noneMatch(key::startsWith));
    return ours;
  }

  private static Map<String, String> file(ServletContext context) throws IOException {
    Properties properties = new Properties();
    for (InputStream file : files(context)) {
      try (Reader reader = new InputStreamReader(file, StandardCharsets.UTF_8)) {
        properties.load(reader);
      }
    }
    return properties(properties);
  }

  private static List<InputStream> files(ServletContext context) {
    List<InputStream> files = new ArrayList<>();
    InputStream inWebInf = context.getResourceAsStream("/WEB-INF/" + NAME);
    if (inWebInf != null) {
      files.add(inWebInf);
    }
    InputStream onClassPath = context.getClassLoader().getResourceAsStream(NAME);
    if (onClassPath != null) {
      files.add(onClassPath);
    }
    return files;
  }

  private static Map<String, String> properties(Properties properties) {
    Map<String, String> map = new TreeMap<>();
    properties.stringPropertyNames().forEach(key -> map.put(key, properties.getProperty(key)));
    return map;
  }

  private static Map<String, String> parameters(ServletContext context) {
    Map<String, String> parameters = new TreeMap<>();
    for (String name : Collections.list(context.getInitParameterNames())) {
      parameters.put(name, context.getInitParameter(name));
    }
    return parameters;
  }
}
