// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The key of a setting in one notation, with a NAME to be filled in or without.
 *
 * @param prefix what comes before the NAME, with its separator; the whole key if there is no NAME
 * @param suffix what comes after the NAME, with its separator; null if there is no NAME
 * @param notation how it is written
 */
record SettingKey(String prefix, @Nullable String suffix, SettingNotation notation) {
  /** What a NAME may be, for messages. */
  static final String ALLOWED_NAME =
      "a lower-case letter, then up to 31 lower-case letters, digits or dashes";

  private static final String FREE_PART = "NAME";
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,31}");
  private static final String WORDS = "[a-z][a-z0-9]*(-[a-z0-9]+)*";
  private static final Pattern KEY =
      Pattern.compile("cachelet(\\.WORDS)+(\\.NAME(\\.WORDS)*)?".replace("WORDS", WORDS));

  /**
   * Returns the key that a declaration means.
   *
   * @throws IllegalArgumentException if it does not begin with {@code cachelet.}, or has other
   *     parts than words with dashes and one NAME
   */
  static SettingKey parse(String key) {
    if (!KEY.matcher(key).matches()) {
      throw new IllegalArgumentException(
          "key is '"
              + key
              + "', allowed is cachelet. and parts of words with dashes, one NAME after the first");
    }
    int name = key.indexOf(FREE_PART);
    return name < 0
        ? new SettingKey(key, null, SettingNotation.DOTTED)
        : new SettingKey(
            key.substring(0, name),
            key.substring(name + FREE_PART.length()),
            SettingNotation.DOTTED);
  }

  /** Returns whether a NAME may be {@code name}. */
  static boolean isName(String name) {
    return NAME.matcher(name).matches();
  }

  /** Returns this dotted key in another notation. */
  SettingKey in(SettingNotation other) {
    return new SettingKey(other.write(prefix), suffix == null ? null : other.write(suffix), other);
  }

  /** Returns this key with its NAME filled in as it is. */
  String filledWith(String name) {
    return suffix == null ? prefix : prefix + name + suffix;
  }

  /**
   * Returns this key without a NAME.
   *
   * @throws IllegalArgumentException if it has one
   */
  String withoutName() {
    if (suffix != null) {
      throw new IllegalArgumentException(this + " needs a NAME");
    }
    return prefix;
  }

  /**
   * Returns this key with its NAME filled in.
   *
   * @throws IllegalArgumentException if it has no NAME, or {@code name} cannot be one
   */
  String withName(String name) {
    requireNamed();
    if (!isName(name)) {
      throw new IllegalArgumentException(
          "the NAME in " + this + " is '" + name + "', allowed is " + ALLOWED_NAME);
    }
    return filledWith(name);
  }

  /**
   * Requires a NAME in this key.
   *
   * @throws IllegalArgumentException if there is none
   */
  void requireNamed() {
    if (suffix == null) {
      throw new IllegalArgumentException(this + " has no NAME");
    }
  }

  /**
   * Returns whether both keys have a NAME in the same place, such as {@code cachelet.cache.NAME}.
   */
  boolean sharesNameWith(SettingKey other) {
    return suffix != null && other.suffix != null && prefix.equals(other.prefix);
  }

  /**
   * Returns the NAME, in lower case if the notation has no case, that {@code written} has in this
   * key's place for it: empty text if this key has none; nothing if {@code written} is another key.
   */
  Optional<String> nameIn(String written) {
    if (suffix == null) {
      return written.equals(prefix) ? Optional.of("") : Optional.empty();
    }
    int end = written.length() - suffix.length();
    if (end <= prefix.length() || !written.startsWith(prefix) || !written.endsWith(suffix)) {
      return Optional.empty();
    }
    String name = written.substring(prefix.length(), end);
    return name.indexOf(notation.separator()) < 0 ? Optional.of(inCase(name)) : Optional.empty();
  }

  private String inCase(String name) {
    return notation == SettingNotation.ENVIRONMENT ? name.toLowerCase(Locale.ROOT) : name;
  }

  /** Returns the key with the word NAME in the place of the NAME. */
  @Override
  public String toString() {
    return filledWith(FREE_PART);
  }
}
