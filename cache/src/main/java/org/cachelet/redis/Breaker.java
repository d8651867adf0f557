// SPDX-License-Identifier: Apache-2.0
package org.cachelet.redis;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Says whether calls are worth sending: it opens after five failures in a row, or when half of the
 * last twenty calls failed within a second, and closes when a probe succeeds. One that is patient
 * opens after twenty in a row only, for servers of which some may live. Thread-safe.
 */
final class Breaker {
  private static final int MOST_IN_A_ROW = 5;
  private static final int WINDOW = 20;
  private static final long WINDOW_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final LongSupplier nanoTime;
  private final boolean patient;

  /** When the last calls ended, as a ring. */
  @GuardedBy("this")
  private final long[] ends = new long[WINDOW];

  @GuardedBy("this")
  private final boolean[] failed = new boolean[WINDOW];

  @GuardedBy("this")
  private int calls;

  @GuardedBy("this")
  private int failures;

  @GuardedBy("this")
  private int inARow;

  private volatile boolean open;

  /** Makes one that is closed. */
  Breaker(LongSupplier nanoTime) {
    this(nanoTime, false);
  }

  private Breaker(LongSupplier nanoTime, boolean patient) {
    this.nanoTime = nanoTime;
    this.patient = patient;
  }

  /** Makes a patient one that is closed. */
  static Breaker patient(LongSupplier nanoTime) {
    return new Breaker(nanoTime, true);
  }

  /** Returns whether calls are not worth sending. */
  boolean isOpen() {
    return open;
  }

  /** Notes a call that succeeded; changes nothing while open, since only a probe closes it. */
  synchronized void succeeded() {
    note(false);
    inARow = 0;
  }

  /** Notes a call that failed, and returns whether this opened it. */
  synchronized boolean failed() {
    note(true);
    inARow++;
    boolean isLost = patient ? inARow >= WINDOW : inARow >= MOST_IN_A_ROW || isHalfLost();
    return isLost && open();
  }

  /** Opens it, and returns whether it was closed. */
  synchronized boolean open() {
    boolean changed = !open;
    open = true;
    return changed;
  }

  /** Closes it and forgets the calls so far; returns whether it was open. */
  synchronized boolean close() {
    boolean changed = open;
    open = false;
    inARow = 0;
    calls = 0;
    failures = 0;
    return changed;
  }

  @GuardedBy("this")
  private void note(boolean failure) {
    int place = calls % WINDOW;
    if (calls >= WINDOW && failed[place]) {
      failures--;
    }
    ends[place] = nanoTime.getAsLong();
    failed[place] = failure;
    failures += failure ? 1 : 0;
    calls = calls + 1 == 2 * WINDOW ? WINDOW : calls + 1; // never overflows, stays full
  }

  @GuardedBy("this")
  private boolean isHalfLost() {
    if (calls < WINDOW || 2 * failures < WINDOW) {
      return false;
    }
    long newest = ends[(calls - 1) % WINDOW];
    long oldest = ends[calls % WINDOW];
    return newest - oldest <= WINDOW_NANOS;
  }
}
