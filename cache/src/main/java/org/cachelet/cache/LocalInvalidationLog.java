// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

import java.time.InstantSource;
import java.util.concurrent.locks.ReentrantLock;

/** The invalidation log of one process: a counter and a map. Thread-safe. */
final class LocalInvalidationLog implements InvalidationLog {
  private final InstantSource time;
  private final InvalidationMarks marks;
  private final ReentrantLock appending = new ReentrantLock();
  private volatile LogPosition latest = LogPosition.START;

  /**
   * Begins an empty log.
   *
   * @param maxNames how many invalidated tags are remembered; at least 10
   */
  LocalInvalidationLog(InstantSource time, int maxNames) {
    this.time = time;
    this.marks = new InvalidationMarks(maxNames);
  }

  @Override
  public LogPosition latest() {
    return latest;
  }

  @Override
  public Delivery append(Invalidation invalidation) {
    appending.lock();
    try {
      LogPosition at = new LogPosition(0, latest.sequence() + 1);
      marks.apply(invalidation, at, time.millis());
      latest = at; // after the marks: who reads this position must see them
      return Delivery.DELIVERED;
    } finally {
      appending.unlock();
    }
  }

  @Override
  public long validUntil(String cache, Entry entry) {
    LogPosition position = latest; // before the marks are read, see append
    if (entry.wasValidAt(position)) {
      return VALID;
    }
    long until = marks.validUntil(cache, entry);
    if (until == VALID) {
      entry.noteValidAt(position);
    }
    return until;
  }

  @Override
  public long trustedUntil(Entry entry) {
    return Long.MAX_VALUE;
  }

  @Override
  public boolean isCurrent() {
    return true;
  }

  @Override
  public int pending() {
    return 0;
  }

  @Override
  public long versionSteps(String cache) {
    return marks.versionSteps(cache);
  }

  @Override
  public void close() {}
}
