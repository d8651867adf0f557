// SPDX-License-Identifier: Apache-2.0
package org.cachelet.demo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A text resource in which a line in brackets begins a named list of the lines below it.
 *
 * @param lists the lists by name, in the order of the resource
 */
record Sections(Map<String, List<String>> lists) {

  /** Reads a resource, for example {@code /seed/words.txt}. */
  static Sections load(String resource) {
    Map<String, List<String>> lists = new LinkedHashMap<>();
    List<String> current = new ArrayList<>();
    for (String line : Resources.text(resource).lines().toList()) {
      if (line.startsWith("[")) {
        current = new ArrayList<>();
        lists.put(line.substring(1, line.length() - 1), current);
      } else if (!line.isBlank() && !line.startsWith("# ")) {
        current.add(line);
      }
    }
    return new Sections(lists);
  }

  /** Returns the list of this name; fails if the resource has none. */
  List<String> list(String name) {
    return Objects.requireNonNull(lists.get(name), name);
  }

  /** Returns the lines of a list, each split at its bars. */
  List<List<String>> rows(String name) {
    return list(name).stream().map(line -> List.of(line.split(" \\| ", -1))).toList();
  }
}
