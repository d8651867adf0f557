// SPDX-License-Identifier: Apache-2.0
package org.cachelet.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;

/** The pages that all servers serve, the same bytes in each process. Thread-safe. */
public final class Pages {
  /** What all of them are. */
  public static final String TYPE = "text/html;charset=utf-8";

  private static final int KB = 1_024;
  private static final int[] SIZES = {1, 20, 100};
  private static final String[] WORDS =
      ("lamp chair table walnut oak linen wool copper blue green round small large light heavy"
              + " kitchen garden office warm bright made by hand in the north with care for rooms")
          .split(" ");
  private static final Map<Integer, byte[]> MADE = new ConcurrentHashMap<>();

  private Pages() {}

  /** Returns the page of so many KB, which nobody changes. */
  public static byte[] ofKilobytes(int kilobytes) {
    return MADE.computeIfAbsent(kilobytes, Pages::make);
  }

  /** Returns the page that a path such as {@code /page/20} names. */
  public static byte[] at(String path) {
    int size = Integer.parseInt(path.substring(path.lastIndexOf('/') + 1));
    if (Arrays.binarySearch(SIZES, size) < 0) {
      throw new IllegalArgumentException("no page has that size: " + path);
    }
    return ofKilobytes(size);
  }

  private static byte[] make(int kilobytes) {
    Random random = new Random(kilobytes); // the same page in every process
    StringBuilder page = new StringBuilder("<!DOCTYPE html><html><body><table>\n");
    while (page.length() < kilobytes * KB) {
      page.append("<tr><td class=\"name\">").append(word(random)).append(' ').append(word(random));
      page.append("</td><td class=\"price\">").append(random.nextInt(100_000)).append("</td><td>");
      for (int n = 0; n < 8; n++) {
        page.append(word(random)).append(' ');
      }
      page.append("</td></tr>\n");
    }
    page.setLength(kilobytes * KB);
    return page.toString().getBytes(US_ASCII);
  }

  private static String word(Random random) {
    return WORDS[random.nextInt(WORDS.length)];
  }
}
