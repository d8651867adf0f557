// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The settings of an application, all of them checked. Immutable and thread-safe.
 *
 * <pre>{@code
 * Settings settings =
 *     Settings.builder()
 *         .properties("shop.properties", reader)
 *         .environment(System.getenv())
 *         .systemProperties(System.getProperties())
 *         .build(SettingGroup.allIn(loader));
 * Duration ttl = settings.value(CacheSettings.TTL, "products");
 * }</pre>
 *
 * In a servlet container, {@code ServletSettings} does this.
 */
public final class Settings {
  private final Set<Setting<?>> declared;
  private final Map<String, ConfiguredSetting<?>> configured;

  private Settings(Set<Setting<?>> declared, Map<String, ConfiguredSetting<?>> configured) {
    this.declared = declared;
    this.configured = configured;
  }

  /** Returns whether one of the groups declares a setting. */
  boolean isDeclared(Setting<?> setting) {
    return declared.contains(setting);
  }

  /** Returns a builder without sources: what it builds has defaults only. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Returns the configured value, else the default.
   *
   * @throws IllegalArgumentException if the setting has a NAME, no default, or is not declared
   */
  public <T> T value(Setting<T> setting) {
    return find(setting).orElseGet(() -> defaultOf(setting));
  }

  /**
   * Returns the value configured for a NAME, else for the name the setting falls back to, else the
   * default.
   *
   * @throws IllegalArgumentException if the setting has no NAME, no default, or is not declared, or
   *     if {@code name} cannot be a NAME
   */
  public <T> T value(Setting<T> setting, String name) {
    return find(setting, name).orElseGet(() -> defaultOf(setting));
  }

  /**
   * Returns the configured value; empty if there is none.
   *
   * @throws IllegalArgumentException if the setting has a NAME or is not declared
   */
  public <T> Optional<T> find(Setting<T> setting) {
    return at(setting, setting.pattern().withoutName()).map(ConfiguredSetting::value);
  }

  /**
   * Returns the value configured for a NAME, else for the name the setting falls back to; empty if
   * there is neither.
   *
   * @throws IllegalArgumentException if the setting has no NAME or is not declared, or if {@code
   *     name} cannot be a NAME
   */
  public <T> Optional<T> find(Setting<T> setting, String name) {
    return configured(setting, name).map(ConfiguredSetting::value);
  }

  /**
   * Returns the NAMEs that are configured in this place of the key, here {@code cachelet.cache.*},
   * by whichever setting, in the order in which they first appear; without one that others fall
   * back to.
   *
   * @throws IllegalArgumentException if the setting has no NAME or is not declared
   */
  public List<String> names(Setting<?> setting) {
    requireDeclared(setting);
    setting.pattern().requireNamed();
    return configured.values().stream()
        .filter(each -> each.setting().pattern().sharesNameWith(setting.pattern()))
        .filter(each -> !each.name().equals(each.setting().fallback()))
        .map(ConfiguredSetting::name)
        .distinct()
        .toList();
  }

  /**
   * Returns the beginning of a message about a value: {@code WEB-INF/cachelet.properties:12:
   * cachelet.prefix is 'shop'}, or that the setting is not set.
   *
   * @throws IllegalArgumentException if the setting has a NAME or is not declared
   */
  public String cite(Setting<?> setting) {
    String key = setting.pattern().withoutName();
    return at(setting, key).map(ConfiguredSetting::citation).orElse(key + " is not set");
  }

  /**
   * Returns the beginning of a message about a value: {@code WEB-INF/cachelet.properties:12:
   * cachelet.page.catalog.path is '/x'}, or that the setting is not set.
   *
   * @throws IllegalArgumentException if the setting has no NAME or is not declared, or if {@code
   *     name} cannot be a NAME
   */
  public String cite(Setting<?> setting, String name) {
    String key = setting.pattern().withName(name);
    return configured(setting, name).map(ConfiguredSetting::citation).orElse(key + " is not set");
  }

  private <T> Optional<ConfiguredSetting<T>> configured(Setting<T> setting, String name) {
    SettingKey pattern = setting.pattern();
    Optional<ConfiguredSetting<T>> own = at(setting, pattern.withName(name));
    String fallback = setting.fallback();
    return own.isPresent() || fallback == null ? own : at(setting, pattern.withName(fallback));
  }

  @SuppressWarnings("unchecked") // a declared setting is the only one with its key
  private <T> Optional<ConfiguredSetting<T>> at(Setting<T> setting, String key) {
    requireDeclared(setting);
    return Optional.ofNullable((ConfiguredSetting<T>) configured.get(key));
  }

  private void requireDeclared(Setting<?> setting) {
    if (!declared.contains(setting)) {
      throw new IllegalArgumentException(setting + " is not declared by any of the groups");
    }
  }

  private static <T> T defaultOf(Setting<T> setting) {
    return setting
        .defaultValue()
        .orElseThrow(() -> new IllegalArgumentException(setting + " has no default"));
  }

  /**
   * Gathers sources, the weightiest last: what a later one says replaces what an earlier one says.
   * Not thread-safe.
   */
  public static final class Builder {
    private static final String PREFIX = "cachelet.";
    private static final String ENVIRONMENT_PREFIX = "CACHELET_";

    /** What Kubernetes sets in every container beside a service named {@code cachelet...}. */
    private static final Pattern KUBERNETES =
        Pattern.compile(
            "CACHELET_(\\w+_)?(SERVICE_HOST|SERVICE_PORT(_\\w+)?"
                + "|PORT(_\\d+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?)?)");

    private final List<SettingLine> lines = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    private Builder() {}

    /**
     * Adds a file in the format of {@link Properties}, in UTF-8.
     *
     * @param origin the name of the file for messages
     * @throws IOException if it cannot be read to its end
     */
    public Builder properties(String origin, InputStream file) throws IOException {
      try {
        // a decoder made by hand, unlike the charset, refuses what is not UTF-8
        return properties(origin, new InputStreamReader(file, StandardCharsets.UTF_8.newDecoder()));
      } catch (CharacterCodingException e) {
        problems.add(origin + ": is not UTF-8");
        return this;
      }
    }

    /**
     * Adds a file in the format of {@link Properties}.
     *
     * @param origin the name of the file for messages
     * @throws IOException if it cannot be read to its end
     */
    public Builder properties(String origin, Reader file) throws IOException {
      PropertiesFile read = PropertiesFile.read(origin, file);
      lines.addAll(read.lines());
      problems.addAll(read.problems());
      return this;
    }

    /**
     * Adds the pairs of a map whose key begins with {@code cachelet.}, in the map's order.
     *
     * @param origin what a message begins with, such as {@code context-param}
     */
    public Builder map(String origin, Map<String, String> map) {
      map.forEach(
          (key, text) -> {
            if (key.startsWith(PREFIX)) {
              add(origin, key, SettingNotation.DOTTED, text);
            }
          });
      return this;
    }

    /**
     * Adds the environment variables whose name begins with {@code CACHELET_}, in the order of
     * their names: the key in upper case, with '_' for '.' and '-'. A NAME in it has no dash.
     * Passed over is what Kubernetes sets for a service of such a name.
     */
    public Builder environment(Map<String, String> environment) {
      new TreeMap<>(environment)
          .forEach(
              (name, text) -> {
                if (name.startsWith(ENVIRONMENT_PREFIX) && !KUBERNETES.matcher(name).matches()) {
                  add(name + " in the environment", name, SettingNotation.ENVIRONMENT, text);
                }
              });
      return this;
    }

    /** Adds the properties whose key begins with {@code cachelet.}, in the order of their keys. */
    public Builder systemProperties(Properties properties) {
      Map<String, String> sorted = new TreeMap<>();
      properties.stringPropertyNames().forEach(key -> sorted.put(key, properties.getProperty(key)));
      return map("system property", sorted);
    }

    private void add(String where, String key, SettingNotation notation, String text) {
      lines.add(new SettingLine(where, key, notation, text.strip()));
    }

    /**
     * Returns the settings. A value is checked also if a later source replaces it.
     *
     * @param groups what may be set
     * @throws SettingsException if anything is wrong or unknown, with every problem in it
     * @throws IllegalArgumentException if two groups declare the same key
     */
    public Settings build(Collection<? extends SettingGroup> groups) {
      KnownSettings known = new KnownSettings(groups);
      List<String> found = new ArrayList<>(problems);
      Map<String, ConfiguredSetting<?>> configured = new LinkedHashMap<>();
      for (SettingLine line : lines) {
        try {
          ConfiguredSetting<?> setting = known.read(line);
          configured.put(setting.key(), setting);
        } catch (IllegalArgumentException e) {
          found.add(e.getMessage());
        }
      }
      refuse(found);
      Settings settings = new Settings(Set.copyOf(known.settings()), configured);
      refuse(groups.stream().flatMap(each -> each.problems(settings).stream()).toList());
      return settings;
    }

    private static void refuse(List<String> problems) {
      if (!problems.isEmpty()) {
        throw new SettingsException(problems);
      }
    }
  }
}
