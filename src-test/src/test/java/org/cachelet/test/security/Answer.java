// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.security;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What came back over the wire.
 *
 * @param status the status code; 0 if the connection was closed without an answer
 * @param lines the field lines
 * @param body the body in ISO-8859-1, without chunk framing
 * @param whole whether the body ended as its framing promised
 */
record Answer(int status, List<String> lines, String body, boolean whole) {
  /** The answer when there was none. */
  static final Answer NONE = new Answer(0, List.of(), "", false);

  /** What a cache may add, and what belongs to one connection or one moment. */
  private static final Set<String> OF_THE_CACHE =
      Set.of(
          "age",
          "date",
          "vary",
          "etag",
          "accept-ranges",
          "connection",
          "keep-alive",
          "content-length",
          "transfer-encoding");

  /** Returns the value of the first line of a field. */
  Optional<String> field(String name) {
    return lines.stream()
        .filter(line -> nameOf(line).equals(name.toLowerCase(Locale.ROOT)))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst();
  }

  /** Returns whether there is a field of this name. */
  boolean has(String name) {
    return field(name).isPresent();
  }

  /** Returns all that a visitor sees of it and that must not depend on a cache. */
  String essence() {
    StringBuilder text = new StringBuilder().append(status).append('\n');
    lines.stream()
        .filter(line -> !OF_THE_CACHE.contains(nameOf(line)))
        .map(line -> nameOf(line) + line.substring(line.indexOf(':')))
        .sorted()
        .forEach(line -> text.append(line).append('\n'));
    return text.append(body).append(whole ? "" : "[cut off]").toString();
  }

  /** Returns all of it as one text. */
  String text() {
    return status + "\n" + String.join("\n", lines) + "\n\n" + body;
  }

  private static String nameOf(String line) {
    return line.substring(0, Math.max(0, line.indexOf(':'))).toLowerCase(Locale.ROOT);
  }
}
