// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import java.util.Enumeration;
import org.jspecify.annotations.Nullable;

/**
 * The rules for the Accept-Encoding field (RFC 9110 section 12.5.3), reduced to the few values that
 * make a difference, so that browsers which write the same wish differently share variants.
 */
final class AcceptEncoding {
  private static final String[] CODINGS = {"br", "gzip", "zstd"};
  private static final String[] VALUES = values();

  private AcceptEncoding() {}

  /**
   * Returns the known codings that the lines accept, in one order and without weights; null if they
   * accept none. An asterisk stands for none, since nobody is obliged to encode.
   */
  static @Nullable String normalized(Enumeration<String> lines) {
    int accepted = 0;
    while (lines.hasMoreElements()) {
      accepted |= accepted(lines.nextElement());
    }
    return accepted == 0 ? null : VALUES[accepted];
  }

  private static int accepted(String line) {
    int accepted = 0;
    for (int start = 0; start < line.length(); ) {
      int comma = line.indexOf(',', start);
      int end = comma < 0 ? line.length() : comma;
      accepted |= coding(line, start, end);
      start = end + 1;
    }
    return accepted;
  }

  private static int coding(String line, int from, int end) {
    int start = from;
    while (start < end && isSpace(line.charAt(start))) {
      start++;
    }
    for (int i = 0; i < CODINGS.length; i++) {
      int after = start + CODINGS[i].length();
      if (line.regionMatches(true, start, CODINGS[i], 0, CODINGS[i].length())
          && isAccepted(line, after, end)) {
        return 1 << i;
      }
    }
    return 0;
  }

  /** Returns whether what follows a coding is nothing, or a weight above zero. */
  private static boolean isAccepted(String line, int after, int end) {
    boolean weighted = false;
    for (int i = after; i < end; i++) {
      char c = line.charAt(i);
      if (c >= '1' && c <= '9') {
        return weighted;
      }
      if (c == ';') {
        weighted = true;
      } else if (!weighted && !isSpace(c)) {
        return false; // another coding, of which this one is the beginning
      }
    }
    return !weighted;
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t';
  }

  private static String[] values() {
    String[] values = new String[1 << CODINGS.length];
    values[0] = "";
    for (int i = 1; i < values.length; i++) {
      int highest = 31 - Integer.numberOfLeadingZeros(i);
      String others = values[i - (1 << highest)];
      values[i] = others.isEmpty() ? CODINGS[highest] : others + ", " + CODINGS[highest];
    }
    return values;
  }
}
