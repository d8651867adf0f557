// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Header lines in the order in which they were set; not safe for use by threads at once. */
final class RecordedFields {
  private static final DateTimeFormatter IMF_FIXDATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
          .withZone(ZoneOffset.UTC);

  private final List<Map.Entry<String, String>> lines = new ArrayList<>();

  /** Returns the value of a date field (RFC 9110 section 5.6.7) for a time in milliseconds. */
  static String date(long epochMillis) {
    return IMF_FIXDATE.format(Instant.ofEpochMilli(epochMillis));
  }

  /** Returns a copy of all lines, each a name as it was spelled and a value. */
  List<Map.Entry<String, String>> lines() {
    return List.copyOf(lines);
  }

  /** Returns the names, each once, as they were spelled first. */
  List<String> names() {
    List<String> names = new ArrayList<>();
    for (Map.Entry<String, String> line : lines) {
      if (names.stream().noneMatch(line.getKey()::equalsIgnoreCase)) {
        names.add(line.getKey());
      }
    }
    return names;
  }

  /** Returns the values of all lines with this name, in any case. */
  List<String> values(String name) {
    return lines.stream()
        .filter(line -> line.getKey().equalsIgnoreCase(name))
        .map(Map.Entry::getValue)
        .toList();
  }

  /** Returns the value of the first line with this name, in any case. */
  Optional<String> first(String name) {
    return values(name).stream().findFirst();
  }

  /** Adds a line at the end. */
  void add(String name, String value) {
    lines.add(Map.entry(name, value));
  }

  /** Replaces all lines of this name by one, which takes the place of the first. */
  void set(String name, String value) {
    int first = indexOf(name);
    remove(name);
    lines.add(first < 0 ? lines.size() : first, Map.entry(name, value));
  }

  /** Removes all lines of this name. */
  void remove(String name) {
    lines.removeIf(line -> line.getKey().equalsIgnoreCase(name));
  }

  /** Removes all lines. */
  void clear() {
    lines.clear();
  }

  private int indexOf(String name) {
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).getKey().equalsIgnoreCase(name)) {
        return i;
      }
    }
    return -1;
  }
}
