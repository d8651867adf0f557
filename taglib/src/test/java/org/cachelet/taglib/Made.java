// SPDX-License-Identifier: Apache-2.0
package org.cachelet.taglib;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts what pages make; for their scriptlets and expressions. */
public final class Made {
  private static final ConcurrentMap<String, AtomicInteger> COUNTS = new ConcurrentHashMap<>();
  private static volatile boolean failing;

  private Made() {}

  /** Counts a making, and returns how many there were. */
  public static int next(String what) {
    return COUNTS.computeIfAbsent(what, w -> new AtomicInteger()).incrementAndGet();
  }

  /** Throws, if the test says so. */
  public static String orFail(String text) {
    if (failing) {
      throw new IllegalStateException("no database");
    }
    return text;
  }

  static int count(String what) {
    return COUNTS.getOrDefault(what, new AtomicInteger()).get();
  }

  static void fail(boolean whether) {
    failing = whether;
  }

  static void reset() {
    COUNTS.clear();
    failing = false;
  }
}
