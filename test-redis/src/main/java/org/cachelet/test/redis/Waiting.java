// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.redis;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what servers do on their own. */
final class Waiting {
  private static final long PAUSE_MILLIS = 10;

  private Waiting() {}

  /**
   * Returns as soon as a condition holds.
   *
   * @throws RedisStartException with that message if it does not hold in time
   */
  static void until(Duration limit, BooleanSupplier condition, Supplier<String> message) {
    long end = System.nanoTime() + limit.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new RedisStartException(message.get());
      }
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for a server", e);
    }
  }
}
