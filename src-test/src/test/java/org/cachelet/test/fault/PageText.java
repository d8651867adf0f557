// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.fault;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * The text of a page, by which its reader knows whether it is whole and whose it is.
 *
 * @param id which page it is
 * @param version which state of it
 */
record PageText(int id, long version) {
  private static final Pattern FORM =
      Pattern.compile("page (\\d+) version (\\d+)\n.*\ncheck (\\d+)\n", Pattern.DOTALL);
  private static final int PAGE_SIZE = 20_000;

  /** Returns about 20 KB that are hard to compress. */
  String toPage() {
    return toText(PAGE_SIZE);
  }

  /** Returns the text with that many characters of filling. */
  String toText(int filling) {
    StringBuilder text = new StringBuilder(filling + 100);
    text.append("page ").append(id).append(" version ").append(version).append('\n');
    Random random = new Random(31L * id + version);
    for (int i = 0; i < filling; i++) {
      text.append((char) ('0' + random.nextInt(64)));
    }
    text.append('\n');
    long check = check(text);
    return text.append("check ").append(check).append('\n').toString();
  }

  /** Returns what a text says; empty if it is none of these, not whole, or another page's. */
  static Optional<PageText> read(String text, int expectedId) {
    Matcher parts = FORM.matcher(text);
    if (!parts.matches() || !parts.group(3).equals(String.valueOf(check(beforeCheck(text))))) {
      return Optional.empty();
    }
    PageText read = new PageText(Integer.parseInt(parts.group(1)), Long.parseLong(parts.group(2)));
    return Optional.of(read).filter(page -> page.id() == expectedId);
  }

  private static String beforeCheck(String text) {
    return text.substring(0, text.lastIndexOf("check "));
  }

  private static long check(CharSequence text) {
    CRC32 sum = new CRC32();
    sum.update(text.toString().getBytes(US_ASCII));
    return sum.getValue();
  }
}
