// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An entity tag (RFC 9110 section 8.8.3).
 *
 * @param text the tag as it stands in a field, such as {@code "abc"} or {@code W/"abc"}
 */
public record EntityTag(String text) {
  /**
   * Checks the grammar.
   *
   * @throws IllegalArgumentException if {@code text} is not an entity tag
   */
  public EntityTag {
    if (end(text, 0) != text.length()) {
      throw new IllegalArgumentException(
          "entity tag is '" + text + "', allowed is \"...\" or W/\"...\" without spaces or quotes");
    }
  }

  /** Returns the tag that a field value holds, empty if it is not exactly one. */
  public static Optional<EntityTag> parse(String value) {
    String text = value.strip();
    return end(text, 0) == text.length() ? Optional.of(new EntityTag(text)) : Optional.empty();
  }

  /** Returns the tags of a comma-separated list, without those that break the grammar. */
  public static List<EntityTag> parseList(String value) {
    List<EntityTag> tags = new ArrayList<>();
    int start = 0;
    while (start < value.length()) {
      if (" \t,".indexOf(value.charAt(start)) >= 0) {
        start++;
        continue;
      }
      int end = end(value, start);
      int comma = value.indexOf(',', Math.max(start, end)); // a comma may stand inside a tag
      int memberEnd = comma < 0 ? value.length() : comma;
      if (end > 0 && value.substring(end, memberEnd).isBlank()) {
        tags.add(new EntityTag(value.substring(start, end)));
      }
      start = memberEnd;
    }
    return tags;
  }

  /** Returns whether the tag promises less than equality of bytes. */
  public boolean isWeak() {
    return text.startsWith("W/");
  }

  /** Compares for equality of bytes (RFC 9110 section 8.8.3.2): both strong and the same. */
  public boolean matchesStrongly(EntityTag other) {
    return !isWeak() && text.equals(other.text);
  }

  /** Compares for equivalence (RFC 9110 section 8.8.3.2): the same apart from weakness. */
  public boolean matchesWeakly(EntityTag other) {
    int start = opaqueStart(text, 0);
    int otherStart = opaqueStart(other.text, 0);
    int length = text.length() - start;
    return length == other.text.length() - otherStart
        && text.regionMatches(start, other.text, otherStart, length);
  }

  /**
   * Returns the tag of the same representation in another content coding: a strong one must differ
   * (RFC 9110 section 8.8.3.3), a weak one promises no equality of bytes.
   */
  public EntityTag forCoding(String coding) {
    return isWeak()
        ? this
        : new EntityTag(text.substring(0, text.length() - 1) + '-' + coding + '"');
  }

  /** Returns the tag as it stands in a field. */
  @Override
  public String toString() {
    return text;
  }

  private static int opaqueStart(String text, int start) {
    return text.startsWith("W/", start) ? start + 2 : start;
  }

  /** Returns the position after the tag that begins at {@code start}, or -1 if none does. */
  private static int end(String text, int start) {
    int open = opaqueStart(text, start);
    if (open >= text.length() || text.charAt(open) != '"') {
      return -1;
    }
    int i = open + 1;
    while (i < text.length() && isTagCharacter(text.charAt(i))) {
      i++;
    }
    return i < text.length() && text.charAt(i) == '"' ? i + 1 : -1;
  }

  private static boolean isTagCharacter(char c) {
    return c > ' ' && c != '"' && c != 0x7f;
  }
}
