// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter.http;

/**
 * Why a response is not stored, or a request bypasses the cache.
 *
 * @param word for machines, such as {@code set-cookie}; lower-case letters, digits and dashes
 * @param sentence for people, without a full stop
 */
public record Reason(String word, String sentence) {
  /**
   * Checks the word.
   *
   * @throws IllegalArgumentException if {@code word} is empty or has other characters
   */
  public Reason {
    if (word.isEmpty() || !word.chars().allMatch(Reason::isWordCharacter)) {
      throw new IllegalArgumentException(
          "word of a reason is '" + word + "', allowed are lower-case letters, digits and dashes");
    }
  }

  private static boolean isWordCharacter(int c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  }
}
