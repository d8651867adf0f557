// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import java.util.Enumeration;
import java.util.StringJoiner;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The rules for the raw Cookie field (RFC 6265 section 4.2). */
final class CookieHeader {
  private CookieHeader() {}

  /** Returns the lines as one line without the ignored cookies; null if no cookie is left. */
  static @Nullable String visible(Enumeration<String> lines, Predicate<String> ignored) {
    StringJoiner pairs = new StringJoiner("; ").setEmptyValue("");
    while (lines.hasMoreElements()) {
      addVisible(lines.nextElement(), ignored, pairs);
    }
    return pairs.length() == 0 ? null : pairs.toString();
  }

  private static void addVisible(String line, Predicate<String> ignored, StringJoiner pairs) {
    for (int start = 0; start <= line.length(); ) {
      int semicolon = line.indexOf(';', start);
      int end = semicolon < 0 ? line.length() : semicolon;
      String pair = line.substring(start, end).trim();
      if (!pair.isEmpty() && !ignored.test(name(pair))) {
        pairs.add(pair);
      }
      start = end + 1;
    }
  }

  private static String name(String pair) {
    int equals = pair.indexOf('=');
    return equals < 0 ? pair : pair.substring(0, equals).trim();
  }
}
