// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

/**
 * Something that the making of content read from outside: a request header, a cookie, the locale.
 * The text form, {@code kind} or {@code kind:name}, is what users write in {@code vary-by}.
 *
 * @param kind what was read, such as {@code header}; lower-case letters and dashes
 * @param name which one of its kind, such as {@code accept-language}; empty for kinds of which
 *     there is one only, such as {@code locale}
 */
public record Input(String kind, String name) implements Comparable<Input> {
  /**
   * Checks the kind.
   *
   * @throws IllegalArgumentException if {@code kind} is empty or has other characters than
   *     lower-case letters and dashes
   */
  public Input {
    if (kind.isEmpty() || !kind.chars().allMatch(c -> (c >= 'a' && c <= 'z') || c == '-')) {
      throw new IllegalArgumentException(
          "kind of input is '" + kind + "', allowed are lower-case letters and dashes");
    }
  }

  /** Returns an input of a kind of which there is one only. */
  public static Input of(String kind) {
    return new Input(kind, "");
  }

  /**
   * Returns the input that {@link #toString()} wrote as {@code text}.
   *
   * @throws IllegalArgumentException if the part before the first colon is not a kind
   */
  public static Input parse(String text) {
    int colon = text.indexOf(':');
    return colon < 0 ? of(text) : new Input(text.substring(0, colon), text.substring(colon + 1));
  }

  /** Orders by kind, then by name, so that a set of inputs has one written form. */
  @Override
  public int compareTo(Input other) {
    int byKind = kind.compareTo(other.kind);
    return byKind != 0 ? byKind : name.compareTo(other.name);
  }

  @Override
  public String toString() {
    return name.isEmpty() ? kind : kind + ':' + name;
  }
}
