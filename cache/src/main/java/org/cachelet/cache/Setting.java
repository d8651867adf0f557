// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One declared setting: its key, type, default and meaning. A key may have one part {@code NAME},
 * which stands for the name of a cache, a rule and the like: a lower-case letter, then up to 31
 * lower-case letters, digits or dashes. Settings are constants of their {@link SettingGroup};
 * {@link Settings} reads their values. Immutable.
 *
 * @param <T> what a value is read as
 */
public final class Setting<T> {
  private final SettingKey key;
  private final SettingType<T> type;
  private final @Nullable String defaultText;
  private final @Nullable T defaultValue;
  private final String description;
  private final @Nullable String fallback;

  private Setting(
      SettingKey key,
      SettingType<T> type,
      @Nullable String defaultText,
      String description,
      @Nullable String fallback) {
    this.key = key;
    this.type = type;
    this.defaultText = defaultText;
    this.defaultValue = defaultText == null ? null : type.parse(key.toString(), defaultText);
    this.description = description;
    this.fallback = fallback;
  }

  /**
   * Returns a setting with a default.
   *
   * @param key such as {@code cachelet.jmx} or {@code cachelet.cache.NAME.ttl}
   * @param defaultText as a user would write it
   * @param description one sentence of plain text or Markdown
   * @throws IllegalArgumentException if the key is malformed or the default not of this type
   */
  public static <T> Setting<T> of(
      String key, SettingType<T> type, String defaultText, String description) {
    return new Setting<>(SettingKey.parse(key), type, defaultText, description, null);
  }

  /**
   * Returns a setting without a default, to be read with {@link Settings#find}.
   *
   * @param key such as {@code cachelet.page.NAME.path}
   * @param description one sentence of plain text or Markdown
   * @throws IllegalArgumentException if the key is malformed
   */
  public static <T> Setting<T> optional(String key, SettingType<T> type, String description) {
    return new Setting<>(SettingKey.parse(key), type, null, description, null);
  }

  /**
   * Returns this setting, where the value configured under {@code name} holds for every NAME that
   * has none of its own.
   *
   * @throws IllegalArgumentException if the key has no NAME, or {@code name} cannot be one
   */
  public Setting<T> fallingBackTo(String name) {
    key.withName(name);
    return new Setting<>(key, type, defaultText, description, name);
  }

  /** Returns the key as declared, such as {@code cachelet.cache.NAME.ttl}. */
  public String key() {
    return key.toString();
  }

  /** Returns the type of the values. */
  public SettingType<T> type() {
    return type;
  }

  /** Returns the default as a user would write it; empty if there is none. */
  public Optional<String> defaultText() {
    return Optional.ofNullable(defaultText);
  }

  /** Returns what the setting means, in one sentence. */
  public String description() {
    return description;
  }

  /** Returns the key, such as {@code cachelet.cache.NAME.ttl}. */
  @Override
  public String toString() {
    return key();
  }

  SettingKey pattern() {
    return key;
  }

  Optional<T> defaultValue() {
    return Optional.ofNullable(defaultValue);
  }

  @Nullable String fallback() {
    return fallback;
  }
}
