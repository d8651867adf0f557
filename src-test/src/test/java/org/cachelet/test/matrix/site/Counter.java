// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.matrix.site;

import java.util.concurrent.atomic.AtomicInteger;

/** Counts what JSPs make. */
public final class Counter {
  private static final AtomicInteger MADE = new AtomicInteger();

  private Counter() {}

  /** Returns how often this was asked. */
  public static int next() {
    return MADE.incrementAndGet();
  }
}
