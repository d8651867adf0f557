// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Logs failures that may come in floods: of each topic one in a while as a warning of one line,
 * which tells how many were left out since the one before; and all of them, with their stack
 * traces, for those who debug. Thread-safe.
 */
public final class CalmLog {
  private final System.Logger log;
  private final InstantSource time;
  private final long pauseMillis;
  private final ConcurrentMap<String, Topic> topics = new ConcurrentHashMap<>();

  /**
   * Makes a calm way to a log.
   *
   * @param pause for how long a topic is left out after a warning; zero or more
   */
  public CalmLog(System.Logger log, InstantSource time, Duration pause) {
    this.log = log;
    this.time = time;
    this.pauseMillis = pause.toMillis();
  }

  /**
   * Logs a failure, as a warning unless there was one of this topic a moment ago.
   *
   * @param topic what is counted together; remembered for good, so there must not be many
   * @param message what failed
   */
  public void warn(String topic, String message, Throwable failure) {
    warn(topic, message + ": " + failure);
    log.log(Level.DEBUG, message, failure);
  }

  /**
   * Logs a failure that has no stack trace, as a warning unless there was one of this topic a
   * moment ago.
   *
   * @param topic what is counted together; remembered for good, so there must not be many
   * @param message what failed, and why
   */
  public void warn(String topic, String message) {
    long leftOut =
        topics.computeIfAbsent(topic, t -> new Topic()).admit(time.millis(), pauseMillis);
    if (leftOut != Topic.REFUSED) {
      log.log(Level.WARNING, message + counted(leftOut));
    }
  }

  private static String counted(long leftOut) {
    return leftOut == 0 ? "" : " (and " + leftOut + " more since the last warning)";
  }

  /** When there was a warning, and how many were left out after it. */
  private static final class Topic {
    static final long REFUSED = -1;

    private final AtomicLong pauseEnd = new AtomicLong(Long.MIN_VALUE);
    private final AtomicLong leftOut = new AtomicLong();

    /** Returns how many warnings were left out before this one, or that it is left out too. */
    long admit(long now, long pauseMillis) {
      long end = pauseEnd.get();
      if (now < end || !pauseEnd.compareAndSet(end, now + pauseMillis)) {
        leftOut.incrementAndGet();
        return REFUSED;
      }
      return leftOut.getAndSet(0);
    }
  }
}
