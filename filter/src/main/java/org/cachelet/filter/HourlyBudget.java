// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Admits a number of different things within an hour, in about two bytes for each. Of few it
 * believes that it has admitted them already, so it may admit more, never less. Thread-safe.
 */
final class HourlyBudget {
  private static final long HOUR = Duration.ofHours(1).toMillis();

  private final int most;
  private final InstantSource time;
  private volatile Window window;

  HourlyBudget(int most, InstantSource time) {
    this.most = most;
    this.time = time;
    this.window = new Window(time.millis(), most);
  }

  /** Returns whether a thing was admitted within the hour or is now, by its 64 random bits. */
  boolean admits(long hash) {
    Window current = current();
    return current.contains(hash) || current.add(hash, most);
  }

  private Window current() {
    Window current = window;
    return time.millis() - current.start < HOUR ? current : next();
  }

  private synchronized Window next() {
    long now = time.millis();
    if (now - window.start >= HOUR) {
      window = new Window(now, most);
    }
    return window;
  }

  /** What was admitted since a time, as a Bloom filter. */
  private static final class Window {
    private static final int BITS_PER_THING = 10;
    private static final int PROBES = 3;
    private static final long FEWEST_BITS = 1 << 10;

    final long start;
    private final AtomicInteger admitted = new AtomicInteger();
    private final AtomicLongArray words;
    private final long mask;

    Window(long start, int most) {
      this.start = start;
      long bits = Long.highestOneBit(Math.max(FEWEST_BITS, (long) BITS_PER_THING * most)) << 1;
      this.words = new AtomicLongArray((int) (bits / Long.SIZE));
      this.mask = bits - 1;
    }

    boolean contains(long hash) {
      for (int probe = 0; probe < PROBES; probe++) {
        long bit = bit(hash, probe);
        if ((words.get((int) (bit / Long.SIZE)) & (1L << bit)) == 0) {
          return false;
        }
      }
      return true;
    }

    boolean add(long hash, int most) {
      if (admitted.get() >= most || admitted.incrementAndGet() > most) {
        return false;
      }
      for (int probe = 0; probe < PROBES; probe++) {
        long bit = bit(hash, probe);
        words.accumulateAndGet((int) (bit / Long.SIZE), 1L << bit, (set, added) -> set | added);
      }
      return true;
    }

    private long bit(long hash, int probe) {
      return (hash + probe * ((hash >>> Integer.SIZE) | 1)) & mask;
    }
  }
}
