// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The node that has the lease of a content, seen from one that waits: it looks for the content in
 * the store, and now and then whether the lease is still held. Used by one thread.
 */
final class RemoteLeader {
  private static final long SHORTEST_PAUSE_MILLIS = 4;
  private static final long LONGEST_PAUSE_MILLIS = 25;

  /** How many looks for the content come before one at the lease. */
  private static final int LOOKS_PER_CLAIM = 4;

  private final String key;
  private final Leases leases;
  private final Function<String, @Nullable Entry> fresh;

  /**
   * Takes the content to wait for.
   *
   * @param key its full key
   * @param fresh returns the entry with a full key, if there is a fresh one
   */
  RemoteLeader(String key, Leases leases, Function<String, @Nullable Entry> fresh) {
    this.key = key;
    this.leases = leases;
    this.fresh = fresh;
  }

  /** Waits for the end of the making; {@link Flight.Outcome#TIMED_OUT} if it takes longer. */
  Flight.Landing await(Duration limit) {
    long deadline = System.nanoTime() + limit.toNanos();
    long pause = SHORTEST_PAUSE_MILLIS;
    for (int look = 1; System.nanoTime() < deadline; look++) {
      if (!pause(Math.min(pause, millisUntil(deadline)))) {
        return new Flight.Landing(Flight.Outcome.FAILED, null);
      }
      Flight.Landing end = look(look % LOOKS_PER_CLAIM == 0);
      if (end != null) {
        return end;
      }
      pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
    }
    return new Flight.Landing(Flight.Outcome.TIMED_OUT, null);
  }

  private Flight.@Nullable Landing look(boolean withLease) {
    Entry entry = fresh.apply(key);
    if (entry != null) {
      return new Flight.Landing(Flight.Outcome.STORED, entry);
    }
    if (!withLease) {
      return null;
    }
    return switch (leases.take(key)) {
      case HELD -> null;
      case REFUSED -> new Flight.Landing(Flight.Outcome.UNSHARED, null);
      case TAKEN -> lost();
    };
  }

  private Flight.Landing lost() {
    leases.release(key);
    return new Flight.Landing(Flight.Outcome.LOST, null);
  }

  private static long millisUntil(long deadline) {
    return TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime()) + 1;
  }

  /** Returns whether the pause was not interrupted; if it was, the thread still is. */
  private static boolean pause(long millis) {
    try {
      Thread.sleep(millis);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
