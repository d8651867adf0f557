// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/**
 * Reads the log as it grows, and delivers what waits, turn by turn. It waits for records on a
 * connection of its own; when that fails, it asks again and again on those that serve all else.
 * Used by one thread.
 */
final class LogTail {
  /** How long one reading waits for records. */
  static final Duration WAIT = Duration.ofMillis(500);

  /** How long one reading waits that only tries whether waiting is possible again. */
  private static final Duration TRIAL = Duration.ofMillis(50);

  private static final Duration POLL_PAUSE = Duration.ofMillis(100);
  private static final long CHECK_MILLIS = 1_000;
  private static final long SHORTEST_PAUSE = 50;
  private static final long LONGEST_PAUSE = 500;

  private final LogStream stream;
  private final InstantSource time;
  private final KnownInvalidations known;
  private final LogTrust trust;
  private final LogSender sender;
  private final LogUpkeep upkeep;
  private final LogContinuity continuity;
  private boolean caughtUp;
  private boolean reconnecting = true;
  private long checkDue = Long.MIN_VALUE;
  private long checked;
  private long waitAgain = Long.MIN_VALUE;
  private long waitPause;
  private long failPause;

  LogTail(
      LogStream stream,
      InstantSource time,
      KnownInvalidations known,
      SharedInvalidationLog.Options options) {
    this.stream = stream;
    this.time = time;
    this.known = known;
    this.trust = new LogTrust(time);
    this.sender = new LogSender(stream, known);
    this.upkeep = new LogUpkeep(stream, time, known, options);
    this.continuity = new LogContinuity(stream, known, upkeep);
  }

  /** Returns how far what was read may be trusted. */
  LogTrust trust() {
    return trust;
  }

  /** Returns what appends the invalidations of this node. */
  LogSender sender() {
    return sender;
  }

  /** Reads once, does what is due, and returns how long to pause before the next turn. */
  Duration turn() {
    try {
      checkIfDue();
      boolean waited = caughtUp && time.millis() >= waitAgain && await();
      boolean more = !waited && poll();
      boolean delivered = more || sender.resend();
      failPause = 0;
      trust.report("");
      if (!more) {
        upkeep.run();
      }
      return delivered && time.millis() >= waitAgain ? Duration.ZERO : POLL_PAUSE;
    } catch (LogStream.UnavailableException e) {
      reconnecting = true;
      trust.report(String.valueOf(e.getMessage()));
      failPause = longer(failPause);
      return Duration.ofMillis(failPause);
    }
  }

  private void checkIfDue() throws LogStream.UnavailableException {
    if (!reconnecting && time.millis() < checkDue) {
      return;
    }
    try {
      check();
    } catch (LogStream.UnavailableException e) {
      if (reconnecting || time.millis() >= checked + 2 * CHECK_MILLIS) {
        throw e;
      }
      // waiting for records goes on for a moment, on a connection that may be better
    }
  }

  private void check() throws LogStream.UnavailableException {
    continuity.check();
    checked = time.millis();
    checkDue = checked + CHECK_MILLIS;
    reconnecting = false; // if it was, what answers now may be another server
  }

  /** Waits for records; returns false if that is not possible now. */
  private boolean await() throws LogStream.UnavailableException {
    Duration wait = waitPause == 0 ? WAIT : TRIAL;
    long sent = time.millis();
    try {
      take(stream.await(known.latest(), wait), sent, sent + wait.toMillis());
      waitPause = 0;
      return true;
    } catch (LogStream.UnavailableException e) {
      waitPause = longer(waitPause);
      waitAgain = time.millis() + waitPause;
      check();
      return false;
    }
  }

  /** Asks for records; returns whether there may be more. */
  private boolean poll() throws LogStream.UnavailableException {
    long sent = time.millis();
    return take(stream.poll(known.latest()), sent, sent);
  }

  /**
   * Takes in an answer.
   *
   * @param sent when the question was sent
   * @param end the moment before which there was no record if the answer is empty
   * @return whether there may be more
   */
  private boolean take(List<LogStream.Item> items, long sent, long end)
      throws LogStream.UnavailableException {
    known.read(items, item -> caughtUp ? 0 : known.newest().time() - item.at().time());
    if (items.size() >= LogStream.MAX_READ) {
      return true;
    }
    if (!caughtUp) {
      check(); // the log may have been trimmed while it was read
      caughtUp = true;
    }
    trust.prove(items.isEmpty() ? Math.min(end, time.millis()) : sent);
    return false;
  }

  private static long longer(long pause) {
    return pause == 0 ? SHORTEST_PAUSE : Math.min(2 * pause, LONGEST_PAUSE);
  }
}
