// SPDX-License-Identifier: Apache-2.0
package org.cachelet.taglib;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/** Counts what pages make; for their scriptlets and expressions. */
public final class Made {
  private static final ConcurrentMap<String, AtomicInteger> COUNTS = new ConcurrentHashMap<>();
  private static volatile boolean failing;
  private static volatile Duration delay = Duration.ZERO;
  private static volatile CountDownLatch entered = new CountDownLatch(0);
  private static volatile CountDownLatch gate = new CountDownLatch(0);

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

  /** Asks a database for 20 rows. */
  public static List<String> query(int number) {
    next("query");
    if (!delay.isZero()) {
      LockSupport.parkNanos(delay.toNanos());
    }
    return IntStream.range(0, 20).mapToObj(row -> "row " + row + " of " + number).toList();
  }

  /** Says how long a query takes. */
  static void delay(Duration time) {
    delay = time;
  }

  /** Waits until the test lets it go on, if the test closed the way. */
  public static void await() throws InterruptedException {
    entered.countDown();
    if (!gate.await(30, TimeUnit.SECONDS)) {
      throw new IllegalStateException("nobody opened the gate");
    }
  }

  /** Lets nobody past {@link #await}. */
  static void close() {
    entered = new CountDownLatch(1);
    gate = new CountDownLatch(1);
  }

  /** Waits until somebody is at {@link #await}. */
  static void awaitEntered() throws InterruptedException {
    if (!entered.await(30, TimeUnit.SECONDS)) {
      throw new IllegalStateException("nobody came");
    }
  }

  static void open() {
    gate.countDown();
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
