// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The field Forwarded (RFC 7239 section 4), as far as it tells where a page is.
 *
 * @param shared the field with nothing but the scheme and host of its elements; empty if there are
 *     none
 * @param hosts the hosts that it names
 */
record ForwardedField(String shared, List<HostPort> hosts) {
  private static final List<String> SHARED = List.of("proto", "host");

  /** Returns what a field says, empty if it is malformed. */
  static Optional<ForwardedField> parse(String value) {
    List<String> elements = new ArrayList<>();
    FieldList.split(value, elements);
    List<String> shared = new ArrayList<>();
    List<HostPort> hosts = new ArrayList<>();
    for (String element : elements) {
      Map<String, String> pairs = new LinkedHashMap<>();
      if (!addPairs(element, pairs) || !addShared(pairs, shared, hosts)) {
        return Optional.empty();
      }
    }
    return Optional.of(new ForwardedField(String.join(", ", shared), hosts));
  }

  private static boolean addShared(
      Map<String, String> pairs, List<String> shared, List<HostPort> hosts) {
    List<String> kept = new ArrayList<>();
    for (String name : SHARED) {
      String value = pairs.get(name);
      if (value == null) {
        continue;
      }
      boolean valid =
          name.equals("proto")
              ? Forwarding.isScheme(value)
              : HostPort.parse(value).map(hosts::add).orElse(false);
      if (!valid) {
        return false;
      }
      kept.add(name + "=\"" + value + '"'); // neither holds a quote
    }
    if (!kept.isEmpty()) {
      shared.add(String.join(";", kept));
    }
    return true;
  }

  /** Reads {@code name=value} and {@code name="value"} between semicolons, each name once. */
  private static boolean addPairs(String element, Map<String, String> pairs) {
    int i = 0;
    while (i < element.length()) {
      int equals = element.indexOf('=', i);
      if (equals < 0) {
        return false;
      }
      String name = element.substring(i, equals).strip().toLowerCase(Locale.ROOT);
      StringBuilder value = new StringBuilder();
      int end = valueEnd(element, equals + 1, value);
      boolean separated = end == element.length() || (end > 0 && element.charAt(end) == ';');
      if (!separated || !isToken(name) || pairs.put(name, value.toString()) != null) {
        return false;
      }
      i = end + 1;
    }
    return true;
  }

  /** Adds a token or what a quoted string stands for; returns its end, -1 if it is malformed. */
  private static int valueEnd(String text, int start, StringBuilder value) {
    if (start == text.length() || text.charAt(start) != '"') {
      int end = start;
      while (end < text.length() && text.charAt(end) != ';') {
        value.append(text.charAt(end++));
      }
      return isToken(value.toString()) ? end : -1;
    }
    for (int i = start + 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"') {
        return i + 1;
      }
      if (c == '\\' && ++i == text.length()) {
        return -1;
      }
      value.append(text.charAt(i));
    }
    return -1;
  }

  private static boolean isToken(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> FieldList.isTokenCharacter((char) c));
  }
}
