// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;

/** One spelling for the paths that an application takes for the same. */
final class NormalPath {
  private static final String HEX = "0123456789ABCDEF";

  private NormalPath() {}

  /**
   * Returns a path without parameters, dot segments and empty segments, where exactly the
   * characters are encoded that need it (RFC 3986 section 6.2.2), with upper-case digits.
   *
   * @param rawPath not decoded; begins with a slash
   */
  static String of(String rawPath) {
    List<String> kept = new ArrayList<>();
    boolean open = false; // whether a slash stands at the end
    for (String raw : rawPath.substring(1).split("/", -1)) {
      int parameters = raw.indexOf(';');
      String segment = encoded(parameters < 0 ? raw : raw.substring(0, parameters));
      open = segment.isEmpty() || segment.equals(".") || segment.equals("..");
      if (!open) {
        kept.add(segment);
      } else if (segment.equals("..") && !kept.isEmpty()) {
        kept.remove(kept.size() - 1);
      }
    }
    return '/' + String.join("/", kept) + (open && !kept.isEmpty() ? "/" : "");
  }

  private static String encoded(String segment) {
    StringBuilder text = new StringBuilder(segment.length());
    for (byte octet : segment.getBytes(UTF_8)) {
      char c = (char) (octet & 0xff);
      if (c > ' ' && c <= '~') {
        text.append(c);
      } else {
        append(text, c);
      }
    }
    return text.indexOf("%") < 0 ? text.toString() : respelled(text);
  }

  /** Decodes what needs no encoding, and writes the other octets in upper case. */
  private static String respelled(CharSequence segment) {
    StringBuilder text = new StringBuilder(segment.length());
    for (int i = 0; i < segment.length(); i++) {
      int octet = octet(segment, i);
      if (octet < 0) {
        text.append(segment.charAt(i));
        continue;
      }
      if (isUnreserved(octet)) {
        text.append((char) octet);
      } else {
        append(text, octet);
      }
      i += 2;
    }
    return text.toString();
  }

  /** Returns the octet that is encoded here, -1 if none is. */
  private static int octet(CharSequence text, int i) {
    if (text.charAt(i) != '%' || i + 2 >= text.length()) {
      return -1;
    }
    int high = Character.digit(text.charAt(i + 1), 16);
    int low = Character.digit(text.charAt(i + 2), 16);
    return high < 0 || low < 0 ? -1 : 16 * high + low;
  }

  private static boolean isUnreserved(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || "-._~".indexOf(c) >= 0;
  }

  private static void append(StringBuilder text, int octet) {
    text.append('%').append(HEX.charAt(octet >> 4)).append(HEX.charAt(octet & 15));
  }
}
