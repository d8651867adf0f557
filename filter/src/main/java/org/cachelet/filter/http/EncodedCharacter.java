// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter.http;

/** Characters written as percent-encoded UTF-8 (RFC 3986 section 2.1, RFC 3629). */
final class EncodedCharacter {
  private EncodedCharacter() {}

  /**
   * Returns the position after the character that is encoded at {@code start}, or -1 if there is
   * none in valid UTF-8 of the shortest form.
   */
  static int end(String text, int start) {
    int lead = octet(text, start);
    int octets = octets(lead);
    if (octets < 0) {
      return -1;
    }
    int codePoint = octets == 1 ? lead : lead & (0xff >> (octets + 1));
    for (int i = 1; i < octets; i++) {
      int next = octet(text, start + 3 * i);
      if (next < 0x80 || next > 0xbf) {
        return -1;
      }
      codePoint = (codePoint << 6) | (next & 0x3f);
    }
    return isShortest(codePoint, octets) ? start + 3 * octets : -1;
  }

  /** Returns the octet that is encoded at {@code start}, or -1 if none is. */
  static int octet(String text, int start) {
    if (start + 2 >= text.length() || text.charAt(start) != '%') {
      return -1;
    }
    int high = hex(text.charAt(start + 1));
    int low = hex(text.charAt(start + 2));
    return high < 0 || low < 0 ? -1 : 16 * high + low;
  }

  private static int hex(char c) {
    return c < 128 ? Character.digit(c, 16) : -1; // other scripts have digits too
  }

  private static int octets(int lead) {
    if (lead < 0x80) {
      return lead < 0 ? -1 : 1;
    }
    if (lead < 0xc0) {
      return -1;
    }
    if (lead < 0xe0) {
      return 2;
    }
    return lead < 0xf0 ? 3 : lead < 0xf8 ? 4 : -1;
  }

  private static boolean isShortest(int codePoint, int octets) {
    return switch (octets) {
      case 1 -> true;
      case 2 -> codePoint >= 0x80;
      case 3 -> codePoint >= 0x800 && (codePoint < 0xd800 || codePoint > 0xdfff);
      default -> codePoint >= 0x10000 && codePoint <= 0x10ffff;
    };
  }
}
