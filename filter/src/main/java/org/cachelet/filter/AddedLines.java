// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import java.util.List;
import org.cachelet.filter.http.HttpFields;

/**
 * The lines of fields that are added to what a response has under their names already: those of
 * names that came before, and of fields that are lists, to which filters in front may have added
 * lines of their own. All others replace it.
 */
final class AddedLines {
  /** How many lines a set of bits has room for; those after it are looked at each time. */
  private static final int BITS = Long.SIZE;

  private static final List<String> LISTS =
      List.of("Cache-Status", "Link", "Server-Timing", "Set-Cookie", "Vary", "Via");

  private AddedLines() {}

  /** Returns them as bits, to be asked by {@link #contain(long, HttpFields, int)}. */
  static long of(HttpFields fields) {
    long added = 0;
    for (int line = 0; line < Math.min(fields.size(), BITS); line++) {
      added |= contain(fields, line) ? 1L << line : 0;
    }
    return added;
  }

  /** Returns whether a line is one of those whose bits are known. */
  static boolean contain(long added, HttpFields fields, int line) {
    return line < BITS ? (added & 1L << line) != 0 : contain(fields, line);
  }

  /** Returns whether a line is one of them. */
  static boolean contain(HttpFields fields, int line) {
    String name = fields.name(line);
    for (int before = 0; before < line; before++) {
      if (fields.name(before).equalsIgnoreCase(name)) {
        return true;
      }
    }
    return LISTS.stream().anyMatch(name::equalsIgnoreCase);
  }
}
