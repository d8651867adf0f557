// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import jakarta.servlet.http.Cookie;
import java.util.Enumeration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The rules for the raw Cookie and Set-Cookie fields (RFC 6265 section 4). */
final class CookieHeader {
  /** Attributes without a value, which some versions of the API write as true and false. */
  private static final Set<String> FLAGS = Set.of("httponly", "secure");

  private CookieHeader() {}

  /** Returns the lines as one line without the ignored cookies; null if no cookie is left. */
  static @Nullable String visible(Enumeration<String> lines, Predicate<String> ignored) {
    StringJoiner pairs = new StringJoiner("; ").setEmptyValue("");
    while (lines.hasMoreElements()) {
      addVisible(lines.nextElement(), ignored, pairs);
    }
    return pairs.length() == 0 ? null : pairs.toString();
  }

  /**
   * Returns the line that sets a cookie, where no container is there to make it.
   *
   * @throws IllegalArgumentException if one of its parts has a character that ends parts
   */
  static String setting(Cookie cookie) {
    StringJoiner line = new StringJoiner("; ");
    String value = cookie.getValue();
    line.add(checked(cookie.getName() + '=' + (value == null ? "" : value)));
    for (Map.Entry<String, String> attribute : cookie.getAttributes().entrySet()) {
      if (!FLAGS.contains(attribute.getKey().toLowerCase(Locale.ROOT))) {
        String end = attribute.getValue().isEmpty() ? "" : '=' + attribute.getValue();
        line.add(checked(attribute.getKey() + end));
      }
    }
    if (cookie.getSecure()) {
      line.add("Secure");
    }
    if (cookie.isHttpOnly()) {
      line.add("HttpOnly");
    }
    return line.toString();
  }

  private static String checked(String part) {
    if (part.chars().anyMatch(c -> c < ' ' || c > '~' || c == ';')) {
      throw new IllegalArgumentException("a cookie has a character that is not allowed");
    }
    return part;
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
