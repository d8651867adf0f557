// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;

/** Names and values of forms in their encoding (URL Standard section 5.1). */
final class FormDecoder {
  private FormDecoder() {}

  /** Returns the text behind plus signs and percents, as UTF-8; a broken percent stays as it is. */
  static String decode(String text) {
    String spaced = text.replace('+', ' ');
    if (spaced.indexOf('%') < 0) {
      return spaced;
    }
    StringBuilder decoded = new StringBuilder(spaced.length());
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    int i = 0;
    while (i < spaced.length()) {
      int octet = EncodedCharacter.octet(spaced, i);
      if (octet >= 0) {
        octets.write(octet);
        i += 3;
      } else {
        drain(octets, decoded);
        decoded.append(spaced.charAt(i++));
      }
    }
    drain(octets, decoded);
    return decoded.toString();
  }

  private static void drain(ByteArrayOutputStream octets, StringBuilder into) {
    into.append(octets.toString(UTF_8));
    octets.reset();
  }
}
