// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The fields that an application wrote to a response which another one is sent in place of. */
final class WrittenFields {
  private WrittenFields() {}

  /**
   * Takes fields back from a response that is not committed, and leaves there what others set, such
   * as filters in front. Containers have no way to remove one field.
   *
   * @param written what the application wrote
   * @param names which of it is taken back
   */
  static void withdraw(
      HttpServletResponse response,
      List<Map.Entry<String, String>> written,
      Predicate<String> names) {
    List<Map.Entry<String, String>> own =
        written.stream().filter(line -> names.test(line.getKey())).toList();
    if (own.isEmpty()) {
      return;
    }
    List<Map.Entry<String, String>> others = new ArrayList<>();
    for (String name : response.getHeaderNames()) {
      for (String value : response.getHeaders(name)) {
        if (own.stream().noneMatch(line -> isSame(line, name, value))) {
          others.add(Map.entry(name, value));
        }
      }
    }
    response.reset();
    for (Map.Entry<String, String> line : others) {
      if (isFirst(line, others)) {
        response.setHeader(line.getKey(), line.getValue()); // a container may have put one back
      } else {
        response.addHeader(line.getKey(), line.getValue());
      }
    }
  }

  private static boolean isSame(Map.Entry<String, String> line, String name, String value) {
    return line.getKey().equalsIgnoreCase(name) && line.getValue().equals(value);
  }

  private static boolean isFirst(
      Map.Entry<String, String> line, List<Map.Entry<String, String>> lines) {
    return lines.stream()
        .filter(other -> other.getKey().equalsIgnoreCase(line.getKey()))
        .findFirst()
        .filter(first -> first == line)
        .isPresent();
  }
}
