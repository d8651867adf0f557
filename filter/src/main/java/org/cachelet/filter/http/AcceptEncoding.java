// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter.http;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The codings that a request accepts (RFC 9110 section 12.5.3). A request without the field gets
 * plain bodies, though the section would allow any coding; so does a weight that cannot be read.
 */
public final class AcceptEncoding {
  private static final String[] CODINGS = {"br", "deflate", "gzip", "zstd"}; // one bit each
  private static final int GZIP = 1 << 2;
  private static final int ALL = (1 << CODINGS.length) - 1;
  private static final String[] NORMALIZED = normalizedLists();

  private AcceptEncoding() {}

  /** Returns whether the body may be sent with gzip; {@code header} is null if absent. */
  public static boolean acceptsGzip(@Nullable String header) {
    return (accepted(header) & GZIP) != 0;
  }

  /**
   * Returns those of br, deflate, gzip and zstd that are accepted, in this order, separated by
   * commas: one form for all fields that mean the same. Empty if none is.
   *
   * @param header the field, null if absent
   */
  public static String normalized(@Nullable String header) {
    return NORMALIZED[accepted(header)];
  }

  /** Returns the accepted codings as bits. */
  private static int accepted(@Nullable String header) {
    if (header == null) {
      return 0;
    }
    int accepted = 0;
    int refused = 0;
    int others = 0; // what a star says of those not named
    int start = 0;
    int semicolon = header.indexOf(';');
    while (start < header.length()) {
      int comma = header.indexOf(',', start);
      int end = comma < 0 ? header.length() : comma;
      if (semicolon >= 0 && semicolon < start) { // not in vain for each element
        semicolon = header.indexOf(';', start);
      }
      int nameEnd = semicolon < 0 || semicolon > end ? end : semicolon;
      boolean wanted = Weight.isAboveZero(header, nameEnd, end);
      int coding = coding(header, start, nameEnd);
      if (coding == ALL) {
        others = wanted ? ALL : 0;
      } else if (wanted) {
        accepted |= coding;
      } else {
        refused |= coding;
      }
      start = end + 1;
    }
    return (accepted | others) & ~refused;
  }

  /** Returns the bit of the coding named between the positions, all bits for a star. */
  private static int coding(String header, int from, int to) {
    int start = Weight.skipSpace(header, from, to);
    int end = start;
    while (end < to && FieldList.isTokenCharacter(header.charAt(end))) {
      end++;
    }
    if (Weight.skipSpace(header, end, to) != to) {
      return 0;
    }
    if (is(header, start, end, "*")) {
      return ALL;
    }
    for (int i = 0; i < CODINGS.length; i++) {
      if (is(header, start, end, CODINGS[i])) {
        return 1 << i;
      }
    }
    return is(header, start, end, "x-gzip") ? GZIP : 0; // RFC 9110 section 8.4.1.3
  }

  private static boolean is(String header, int start, int end, String name) {
    return end - start == name.length() && header.regionMatches(true, start, name, 0, end - start);
  }

  private static String[] normalizedLists() {
    String[] lists = new String[ALL + 1];
    for (int bits = 0; bits <= ALL; bits++) {
      List<String> names = new ArrayList<>();
      for (int i = 0; i < CODINGS.length; i++) {
        if ((bits & (1 << i)) != 0) {
          names.add(CODINGS[i]);
        }
      }
      lists[bits] = String.join(",", names);
    }
    return lists;
  }
}
