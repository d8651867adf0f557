// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

import java.util.Collection;

/** The rules for tags, the names by which content is invalidated. */
public final class Tags {
  /** The longest tag, in characters. */
  public static final int MAX_LENGTH = 250;

  private Tags() {}

  /**
   * Returns the tags, all of them usable.
   *
   * @throws IllegalArgumentException if one is empty, longer than {@link #MAX_LENGTH} or has a
   *     control character
   */
  static <C extends Collection<String>> C checked(C tags) {
    tags.forEach(Tags::check);
    return tags;
  }

  private static void check(String tag) {
    if (tag.isEmpty()
        || tag.length() > MAX_LENGTH
        || tag.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          "tag is '" + tag + "', allowed are 1 to " + MAX_LENGTH + " characters, no control ones");
    }
  }
}
