// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

/** Where words begin and end in the bytes of a page. */
final class WordEdge {
  private static final int ESCAPE = 3;

  private WordEdge() {}

  /** Returns whether no word goes on before a place; what is escaped there counts as an edge. */
  static boolean isBefore(byte[] bytes, int start) {
    if (start == 0 || !isWord(bytes[start - 1])) {
      return true;
    }
    for (int back = 2; back <= 2 * ESCAPE; back++) {
      int at = start - back;
      if (at >= 0 && bytes[at] == '\\') { // as a line feed or a space is written in JavaScript
        return true;
      }
      if (at >= 0 && bytes[at] == '%') {
        return back == ESCAPE;
      }
    }
    return false;
  }

  /** Returns whether no word goes on behind a place. */
  static boolean isAfter(byte[] bytes, int end) {
    return end >= bytes.length || !isWord(bytes[end]);
  }

  private static boolean isWord(byte b) {
    return b < 0 || b == '_' || Character.isLetterOrDigit(b);
  }
}
