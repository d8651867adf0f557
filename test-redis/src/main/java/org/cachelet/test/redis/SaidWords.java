// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.redis;

import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The words that a client has sent as whole arguments. Written by one thread, read by many. */
final class SaidWords {
  private static final int LONGEST = 32;
  private static final int MOST = 10_000; // a client that sends random words must not fill the heap

  private final Set<String> words = ConcurrentHashMap.newKeySet();
  private final StringBuilder line = new StringBuilder();

  /** Takes the next bytes; a word may go over the end of one part into the next. */
  void add(byte[] bytes) {
    for (byte b : bytes) {
      char c = Character.toUpperCase((char) (b & 0xff));
      if (c == '\r') {
        endLine();
      } else if (c == '\n') {
        line.setLength(0);
      } else if (line.length() <= LONGEST) {
        line.append(c >= 'A' && c <= 'Z' ? c : ' ');
      }
    }
  }

  private void endLine() {
    boolean isWord = line.length() <= LONGEST && line.indexOf(" ") < 0;
    if (isWord && words.size() < MOST) {
      words.add(line.toString());
    }
    line.setLength(0);
  }

  /** Returns whether the word was sent, in any case of letters. */
  boolean contain(String word) {
    return words.contains(word.toUpperCase(Locale.ROOT));
  }
}
