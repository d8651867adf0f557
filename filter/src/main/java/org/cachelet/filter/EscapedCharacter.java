// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Map;

/**
 * A character in all forms in which pages write it.
 *
 * @param character the code point
 * @param plain its bytes in the charset of the page
 * @param utf8 its bytes as URLs have them
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never changed
record EscapedCharacter(int character, byte[] plain, byte[] utf8) {
  private static final int HEX = 16;
  private static final int DECIMAL = 10;
  private static final int LONGEST_REFERENCE = 12;
  private static final int UNICODE_DIGITS = 4;
  private static final int ASCII = 0x80;
  private static final Map<String, Integer> NAMES =
      Map.of(
          "amp",
          (int) '&',
          "lt",
          (int) '<',
          "gt",
          (int) '>',
          "quot",
          (int) '"',
          "apos",
          (int) '\'',
          "nbsp",
          0xa0,
          "plus",
          (int) '+',
          "equals",
          (int) '=',
          "sol",
          (int) '/');

  /** Returns the end of this character if it is written as it is at a place, else -1. */
  int plainEnd(byte[] bytes, int start) {
    return startsWith(plain, bytes, start) ? start + plain.length : -1;
  }

  /** Returns the end of this character if it is written escaped at a place, else -1. */
  int escapedEnd(byte[] bytes, int start) {
    if (start >= bytes.length) {
      return -1;
    }
    return switch (bytes[start]) {
      case '%' -> Math.max(percentEnd(utf8, bytes, start), percentEnd(plain, bytes, start));
      case '&' -> referenceEnd(bytes, start);
      case '\\' -> scriptEnd(bytes, start);
      case '+' -> character == ' ' ? start + 1 : -1;
      default -> -1;
    };
  }

  private static boolean startsWith(byte[] part, byte[] bytes, int start) {
    if (start + part.length > bytes.length) {
      return false;
    }
    for (int i = 0; i < part.length; i++) {
      if (bytes[start + i] != part[i]) {
        return false;
      }
    }
    return true;
  }

  /** Percent-encoding (RFC 3986 section 2.1). */
  private static int percentEnd(byte[] octets, byte[] bytes, int start) {
    int i = start;
    for (byte octet : octets) {
      boolean same =
          i + 2 < bytes.length
              && bytes[i] == '%'
              && number(bytes, i + 1, i + 3, HEX) == (octet & 0xff);
      if (!same) {
        return -1;
      }
      i += 3;
    }
    return i;
  }

  /** Character references of HTML; of those with names that are not known here, any may match. */
  private int referenceEnd(byte[] bytes, int start) {
    int end = start + 1;
    while (end < bytes.length && bytes[end] != ';' && end - start < LONGEST_REFERENCE) {
      end++;
    }
    if (end == bytes.length || bytes[end] != ';' || end - start < 2) {
      return -1;
    }
    return isReference(bytes, start + 1, end) ? end + 1 : -1;
  }

  private boolean isReference(byte[] bytes, int start, int end) {
    if (bytes[start] == '#') {
      boolean hex = bytes[start + 1] == 'x' || bytes[start + 1] == 'X';
      return number(bytes, start + (hex ? 2 : 1), end, hex ? HEX : DECIMAL) == character;
    }
    Integer named = NAMES.get(new String(bytes, start, end - start, US_ASCII));
    return named == null ? character >= ASCII : named == character;
  }

  /** Escape sequences of JavaScript and JSON. */
  private int scriptEnd(byte[] bytes, int start) {
    if (start + 1 >= bytes.length) {
      return -1;
    }
    return switch (bytes[start + 1]) {
      case 'x' -> number(bytes, start + 2, start + 4, HEX) == character ? start + 4 : -1;
      case 'u' -> unicodeEnd(bytes, start);
      default -> bytes[start + 1] == character ? start + 2 : -1;
    };
  }

  private int unicodeEnd(byte[] bytes, int start) {
    int i = start;
    for (char unit : Character.toChars(character)) {
      int digits = i + 2;
      boolean same =
          digits + UNICODE_DIGITS <= bytes.length
              && bytes[i] == '\\'
              && bytes[i + 1] == 'u'
              && number(bytes, digits, digits + UNICODE_DIGITS, HEX) == unit;
      if (!same) {
        return -1;
      }
      i = digits + UNICODE_DIGITS;
    }
    return i;
  }

  private static long number(byte[] bytes, int start, int end, int radix) {
    long number = 0; // of so few digits that it cannot overflow
    for (int i = start; i < end; i++) {
      int digit = i < bytes.length ? Character.digit(bytes[i], radix) : -1;
      if (digit < 0) {
        return -1;
      }
      number = number * radix + digit;
    }
    return start < end ? number : -1;
  }
}
