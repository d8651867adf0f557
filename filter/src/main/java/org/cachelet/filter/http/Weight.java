// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter.http;

/** The weight of a member in a negotiation field, such as {@code ;q=0.5} (RFC 9110 12.4.2). */
final class Weight {
  private Weight() {}

  /**
   * Returns whether the weight is above zero: absent, or a valid one with a digit other than 0.
   *
   * @param from the position after the name, where a semicolon or the end is
   * @param to the end of the member
   */
  static boolean isAboveZero(String field, int from, int to) {
    if (from == to) {
      return true;
    }
    int q = skipSpace(field, from + 1, to);
    boolean named = q + 1 < to && (field.charAt(q) | 0x20) == 'q' && field.charAt(q + 1) == '=';
    if (!named) {
      return false;
    }
    int end = to;
    while (end > q + 2 && isSpace(field.charAt(end - 1))) {
      end--;
    }
    return isValidAboveZero(field, q + 2, end);
  }

  /** Returns the position of the first character from {@code from} that is not white space. */
  static int skipSpace(String field, int from, int to) {
    int i = from;
    while (i < to && isSpace(field.charAt(i))) {
      i++;
    }
    return i;
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t';
  }

  private static boolean isValidAboveZero(String field, int start, int end) {
    int length = end - start;
    if (length < 1 || length > 5 || (length > 1 && field.charAt(start + 1) != '.')) {
      return false;
    }
    char whole = field.charAt(start);
    boolean aboveZero = whole == '1';
    for (int i = start + 2; i < end; i++) {
      char digit = field.charAt(i);
      if (digit < '0' || digit > '9' || (whole == '1' && digit != '0')) {
        return false;
      }
      aboveZero |= digit != '0';
    }
    return (whole == '0' || whole == '1') && aboveZero;
  }
}
