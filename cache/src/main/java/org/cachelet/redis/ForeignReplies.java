// SPDX-License-Identifier: Apache-2.0
package org.cachelet.redis;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Counts replies that were not for their commands. Thread-safe. */
final class ForeignReplies {
  private static final int TOO_MANY = 3;
  private static final long PERIOD_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final LongSupplier nanoTime;

  /** When the last ones came, as a ring. */
  @GuardedBy("this")
  private final long[] times = new long[TOO_MANY];

  @GuardedBy("this")
  private int count;

  /** Makes one that has seen none. */
  ForeignReplies(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** Notes one, and returns whether they are too many now; if so, it counts from zero again. */
  synchronized boolean note() {
    long now = nanoTime.getAsLong();
    times[count % TOO_MANY] = now;
    count++;
    if (count < TOO_MANY || now - times[count % TOO_MANY] > PERIOD_NANOS) {
      count = count < 2 * TOO_MANY ? count : count - TOO_MANY;
      return false;
    }
    count = 0;
    return true;
  }
}
