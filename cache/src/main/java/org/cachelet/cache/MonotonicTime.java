// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/**
 * The time of day when this was made, and from then on only what has passed: a clock that is set
 * back or forward later neither kills entries nor keeps them alive. Thread-safe.
 */
final class MonotonicTime implements InstantSource {
  private final long startMillis = System.currentTimeMillis();
  private final long startNanos = System.nanoTime();

  @Override
  public long millis() {
    return startMillis + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);
  }

  @Override
  public Instant instant() {
    return Instant.ofEpochMilli(millis());
  }
}
