// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.fault;

import java.time.Duration;

/**
 * One request, as its visitor saw it.
 *
 * @param begun of {@link System#nanoTime()}
 * @param took until the last byte
 * @param way what was asked for
 * @param status 0 if there was no answer
 * @param found what was found: a hit, a miss, or something that must not be
 * @param outdatedFor how long it had been known that the content is outdated
 */
record Sample(long begun, Duration took, Way way, int status, Found found, Duration outdatedFor) {

  /** What is asked for. */
  enum Way {
    PAGE,
    VALUE,
    PUT,
    COUNT
  }

  /** What is found. */
  enum Found {
    HIT,
    MISS,
    /** Content that is not whole, or another one's. */
    FOREIGN
  }

  /** Returns whether it began in a span of {@link System#nanoTime()}. */
  boolean isWithin(long from, long to) {
    return begun - from >= 0 && to - begun > 0;
  }

  /** Returns whether it took longer. */
  boolean isSlowerThan(Duration limit) {
    return took.compareTo(limit) > 0;
  }
}
