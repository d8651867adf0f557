// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

/**
 * A value that somebody has configured.
 *
 * @param setting the setting that it is of
 * @param key the dotted key, with its NAME filled in
 * @param name the NAME; empty if the setting has none
 * @param line where it was written
 * @param value what was read
 */
record ConfiguredSetting<T>(
    Setting<T> setting, String key, String name, SettingLine line, T value) {

  /**
   * Reads a line that means {@code setting}.
   *
   * @throws IllegalArgumentException if the NAME or the value is not allowed; the message begins
   *     with where the line is
   */
  static <T> ConfiguredSetting<T> read(Setting<T> setting, SettingLine line) {
    SettingKey pattern = setting.pattern();
    String name = pattern.in(line.notation()).nameIn(line.key()).orElseThrow();
    try {
      String key = name.isEmpty() ? pattern.withoutName() : pattern.withName(name);
      return new ConfiguredSetting<>(
          setting, key, name, line, setting.type().parse(key, line.text()));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(line.where() + ": " + e.getMessage(), e);
    }
  }

  /** Returns where it was written, its key and its value. */
  String citation() {
    return line.where() + ": " + key + " is " + setting.type().display(line.text());
  }
}
