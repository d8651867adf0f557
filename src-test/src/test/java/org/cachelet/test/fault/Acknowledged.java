// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.fault;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * When the invalidation that belongs to each version of one content was acknowledged. Thread-safe.
 */
final class Acknowledged {
  private final ConcurrentSkipListMap<Long, Long> times = new ConcurrentSkipListMap<>();

  /** Remembers that all older versions were invalidated, as of now. */
  void deliver(long version) {
    times.put(version, System.nanoTime());
  }

  /**
   * Returns how long it had been known, when a read began, that this version was outdated; zero if
   * it was not.
   *
   * @param begun of {@link System#nanoTime()}
   */
  Duration outdatedFor(long version, long begun) {
    Map.Entry<Long, Long> first = times.higherEntry(version);
    return first == null ? Duration.ZERO : Duration.ofNanos(Math.max(0, begun - first.getValue()));
  }
}
