// SPDX-License-Identifier: Apache-2.0
package org.cachelet.bench.parts;

import java.util.Random;

/** Pages that compress as pages of a shop do. */
public final class Texts {
  private static final String[] WORDS = {
    "delivery", "garden", "light", "morning", "water", "paper", "green", "window", "kitchen",
    "silver", "travel", "winter", "stone", "letter", "music", "orange", "bridge", "cotton"
  };

  private Texts() {}

  /**
   * Returns a page in ASCII.
   *
   * @param seed decides what it says
   */
  public static String page(int length, long seed) {
    Random random = new Random(seed);
    StringBuilder page = new StringBuilder(length + 200);
    page.append("<!DOCTYPE html><html><head><title>Shop</title></head><body><ul>\n");
    while (page.length() < length) {
      page.append("<li class=\"product\"><a href=\"/product/")
          .append(random.nextInt(1_000_000))
          .append("\"><b>");
      for (int word = 0; word < 5; word++) {
        page.append(WORDS[random.nextInt(WORDS.length)]).append(' ');
      }
      page.append("</b></a> <i>").append(random.nextInt(10_000) / 100.0).append("</i></li>\n");
    }
    page.setLength(length);
    return page.toString();
  }
}
