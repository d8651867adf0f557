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

  /** Returns whether a text has a control character. */
  static boolean hasControl(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isISOControl(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  private static void check(String tag) {
    if (tag.isEmpty() || tag.length() > MAX_LENGTH || hasControl(tag)) {
      throw new IllegalArgumentException(
          "tag is '" + tag + "', allowed are 1 to " + MAX_LENGTH + " characters, no control ones");
    }
  }
}
