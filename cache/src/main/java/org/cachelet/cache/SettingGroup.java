// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

import java.util.List;

/**
 * The settings that one module declares. Groups are services: a module names its group, which has a
 * public constructor without parameters, in {@code
 * META-INF/services/org.cachelet.cache.SettingGroup}.
 *
 * <pre>{@code
 * public final class PageSettings implements SettingGroup {
 *   static final Setting<String> PATH =
 *       Setting.optional("cachelet.page.NAME.path", SettingType.text(), "Which pages it is for.");
 *   static final Setting<Duration> TTL =
 *       Setting.of("cachelet.page.NAME.ttl", SettingType.duration(), "5m", "How long pages are fresh.");
 *
 *   public List<Setting<?>> settings() {
 *     return List.of(PATH, TTL);
 *   }
 *
 *   public List<String> problems(Settings settings) {
 *     return settings.names(TTL).stream()
 *         .filter(name -> settings.find(PATH, name).isEmpty())
 *         .map(name -> settings.cite(TTL, name) + ", but " + settings.cite(PATH, name))
 *         .toList();
 *   }
 * }
 *
 * Settings settings = ServletSettings.load(servletContext);
 * for (String name : settings.names(PATH)) {
 *   rules.add(new Rule(settings.find(PATH, name).orElseThrow(), settings.value(TTL, name)));
 * }
 * }</pre>
 */
public interface SettingGroup {
  /** Returns the settings, each with a key of its own. */
  List<Setting<?>> settings();

  /**
   * Returns what is wrong with settings that are right one by one, such as a rule that can never
   * match: one line each, for which {@link Settings#cite} gives the beginning. Empty if all is
   * well. Asked only when each value could be read.
   */
  default List<String> problems(Settings settings) {
    return List.of();
  }

  /**
   * Returns the groups of all modules that a class loader sees. Where a server has modules of its
   * own beside those of the application, any value of their settings is right here: the server
   * judges it.
   *
   * @throws java.util.ServiceConfigurationError if one cannot be made
   */
  static List<SettingGroup> allIn(ClassLoader loader) {
    return SettingGroups.allIn(loader);
  }
}
