// SPDX-License-Identifier: Apache-2.0
package org.cachelet.redis;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.lang.System.Logger.Level;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Logs that something went wrong or is well again: one line for each change, but either of them at
 * most once in ten seconds. A change that was left out is logged later, if it still holds then.
 * Thread-safe.
 */
final class StateLog {
  private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final System.Logger log;
  private final LongSupplier nanoTime;
  private final Line wrong = new Line(Level.WARNING);
  private final Line well = new Line(Level.INFO);

  @GuardedBy("this")
  private Line now = well;

  @GuardedBy("this")
  private Line shown = well;

  @GuardedBy("this")
  private boolean ended;

  /** Makes one that begins with all being well. */
  StateLog(System.Logger log, LongSupplier nanoTime) {
    this.log = log;
    this.nanoTime = nanoTime;
  }

  /** Notes that something went wrong. */
  synchronized void wrong(String line) {
    now = wrong.saying(line);
    update();
  }

  /** Notes that all is well again. */
  synchronized void well(String line) {
    now = well.saying(line);
    update();
  }

  /** Logs what was left out; to be called now and then. */
  synchronized void update() {
    long time = nanoTime.getAsLong();
    if (!ended && now != shown && now.isDue(time)) {
      now.shown(time);
      shown = now;
      log.log(now.level, now.text);
    }
  }

  /** Logs nothing more. */
  synchronized void end() {
    ended = true;
  }

  /** The line for one of the two states, and when it was logged. */
  private static final class Line {
    private final Level level;
    private String text = "";
    private boolean wasShown;
    private long shownAt;

    /** Makes one that was never logged. */
    Line(Level level) {
      this.level = level;
    }

    /** Returns this line with other words. */
    Line saying(String words) {
      text = words;
      return this;
    }

    /** Returns whether it may be logged at that time. */
    boolean isDue(long time) {
      return !wasShown || time - shownAt >= PAUSE_NANOS;
    }

    /** Notes when it was logged. */
    void shown(long time) {
      wasShown = true;
      shownAt = time;
    }
  }
}
