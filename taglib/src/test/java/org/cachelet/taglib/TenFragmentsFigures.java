// SPDX-License-Identifier: Apache-2.0
package org.cachelet.taglib;

import java.time.Duration;
import java.util.Arrays;

/**
 * Prints how long a page with ten fragments takes, made and found, where each fragment waits 2 ms
 * for a database. To be run by hand.
 */
final class TenFragmentsFigures extends JspTests {
  private static final int WARM_UP = 300;
  private static final int ROUNDS = 300;

  private TenFragmentsFigures() {}

  /** Prints the figures. */
  public static void main(String[] args) throws Exception {
    TenFragmentsFigures figures = new TenFragmentsFigures();
    Made.delay(Duration.ofMillis(2));
    try {
      String empty = figures.page("nothing");
      String page = figures.page(TenFragmentsTest.text());
      System.out.printf("an empty page      %s%n", figures.measured(empty, () -> {}));
      System.out.printf(
          "ten fragments, made %s%n",
          figures.measured(page, () -> figures.time.pass(Duration.ofMinutes(11))));
      System.out.printf("ten fragments, found %s%n", figures.measured(page, () -> {}));
    } finally {
      figures.end();
    }
  }

  private String measured(String path, Runnable before) throws Exception {
    for (int i = 0; i < WARM_UP; i++) {
      before.run();
      site.get(path);
    }
    int queries = Made.count("query");
    long[] nanos = new long[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
      before.run();
      long start = System.nanoTime();
      site.get(path);
      nanos[i] = System.nanoTime() - start;
    }
    Arrays.sort(nanos);
    return String.format(
        "median %.2f ms, 90 %% within %.2f ms, %.1f queries",
        nanos[ROUNDS / 2] / 1e6,
        nanos[ROUNDS * 9 / 10] / 1e6,
        (Made.count("query") - queries) / (double) ROUNDS);
  }
}
