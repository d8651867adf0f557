// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter.http;

import java.util.List;

/** The comma-separated lists of field values (RFC 9110 section 5.6.1). */
final class FieldList {
  private FieldList() {}

  /**
   * Adds the members of one field line, trimmed and without empty ones. Commas in quoted strings
   * (RFC 9110 section 5.6.4) do not separate; a quote that is never closed quotes nothing, so that
   * it cannot hide the directives behind it.
   */
  static void split(String line, List<String> members) {
    int start = 0;
    boolean quoting = true;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == ',') {
        addTrimmed(line.substring(start, i), members);
        start = i + 1;
      } else if (c == '"' && quoting) {
        int closing = closingQuote(line, i);
        quoting = closing >= 0; // looking again from each quote behind it would take forever
        i = Math.max(i, closing);
      }
    }
    addTrimmed(line.substring(start), members);
  }

  /** Returns the position of the quote that closes the one at {@code open}, or -1. */
  private static int closingQuote(String line, int open) {
    for (int i = open + 1; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"') {
        return i;
      }
      if (c == '\\') {
        i++;
      }
    }
    return -1;
  }

  private static void addTrimmed(String member, List<String> members) {
    String trimmed = member.strip();
    if (!trimmed.isEmpty()) {
      members.add(trimmed);
    }
  }

  /** Returns whether a text is a token, such as the name of a field (RFC 9110 section 5.6.2). */
  static boolean isToken(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> isTokenCharacter((char) c));
  }

  /** Returns whether a token may have this character (RFC 9110 section 5.6.2). */
  static boolean isTokenCharacter(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || "!#$%&'*+-.^_`|~".indexOf(c) >= 0;
  }
}
