// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

/**
 * A place in an {@link InvalidationLog}: later invalidations have greater positions. The two parts
 * are those of a Redis Stream ID; a log of one process counts in {@code sequence} alone.
 *
 * @param time the log's own clock in milliseconds, or zero
 * @param sequence counts within one {@code time}
 */
public record LogPosition(long time, long sequence) implements Comparable<LogPosition> {
  /** The position before the first invalidation. */
  public static final LogPosition START = new LogPosition(0, 0);

  @Override
  public int compareTo(LogPosition other) {
    int byTime = Long.compare(time, other.time);
    return byTime != 0 ? byTime : Long.compare(sequence, other.sequence);
  }

  /** Returns whether this position comes after {@code other}. */
  public boolean isAfter(LogPosition other) {
    return compareTo(other) > 0;
  }
}
