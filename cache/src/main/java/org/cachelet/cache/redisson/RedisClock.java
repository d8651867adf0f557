// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache.redisson;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * How far the clock of Redis is from this node's. Asked for again and again; of some minutes, the
 * answer that was fastest counts, for it is the most exact. Thread-safe.
 */
final class RedisClock {
  private static final long PAUSE_MILLIS = Duration.ofMinutes(1).toMillis();
  private static final long KEPT_MILLIS = Duration.ofMinutes(5).toMillis();

  private final InstantSource time;
  private volatile @Nullable Sample best;

  @GuardedBy("this")
  private long due = Long.MIN_VALUE;

  @GuardedBy("this")
  private boolean stale;

  /**
   * Makes one that does not know.
   *
   * @param time the clock of this node
   */
  RedisClock(InstantSource time) {
    this.time = time;
  }

  /** Returns whether the difference of the clocks is known. */
  boolean isKnown() {
    return best != null;
  }

  /**
   * Returns a moment in milliseconds of the clock of Redis.
   *
   * @param localMillis the moment by the clock of this node, also returned if the other is not
   *     known
   */
  long toRedis(long localMillis) {
    return localMillis + ahead();
  }

  /**
   * Returns a moment in milliseconds of the clock of this node.
   *
   * @param redisMillis the moment by the clock of Redis, also returned if that is not known
   */
  long toLocal(long redisMillis) {
    return redisMillis - ahead();
  }

  /** Returns the present by the clock of this node, in milliseconds. */
  long now() {
    return time.millis();
  }

  private long ahead() {
    Sample sample = best;
    return sample == null ? 0 : sample.ahead;
  }

  /** Returns whether Redis is to be asked for its time. */
  synchronized boolean isDue() {
    return best == null || stale || time.millis() >= due;
  }

  /** Notes that the next answer may come from another server. */
  synchronized void reconnected() {
    stale = true;
  }

  /**
   * Notes what Redis answered.
   *
   * @param sent when it was asked, by the clock of this node; the answer has just arrived
   */
  synchronized void answered(long sent, long redisMillis) {
    long now = time.millis();
    Sample sample = new Sample(now - sent, redisMillis - (sent + now) / 2, now);
    Sample before = best;
    if (before == null || stale || sample.delay <= before.delay || now - before.at > KEPT_MILLIS) {
      best = sample;
    }
    stale = false;
    due = now + PAUSE_MILLIS;
  }

  /**
   * One answer.
   *
   * @param delay how long it took
   * @param ahead how far the clock of Redis is ahead, exact to half the delay
   * @param at when it arrived
   */
  private record Sample(long delay, long ahead, long at) {}
}
