// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Tries again what Redis did not answer to, for a while: once for each session, since each attempt
 * writes all that there is to write. Thread-safe.
 */
final class Retries {
  private static final long PAUSE_MILLIS = 250;

  private final Map<String, Attempt> attempts = new ConcurrentHashMap<>();
  private final InstantSource time;
  private final SessionCounts counts;

  /** Tries on a thread of others. */
  Retries(ScheduledExecutorService thread, InstantSource time, SessionCounts counts) {
    this.time = time;
    this.counts = counts;
    var unused =
        thread.scheduleWithFixedDelay(
            this::tryAll, PAUSE_MILLIS, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** What is tried, and until when. */
  private record Attempt(Runnable work, Instant end) {}

  /**
   * Tries something from now on until it throws no {@link SessionOutageException}.
   *
   * @param name what it is for; the first one of a name is tried
   * @param howLong after which it is given up
   */
  void retry(String name, Duration howLong, Runnable work) {
    attempts.putIfAbsent(name, new Attempt(work, time.instant().plus(howLong)));
  }

  /** Returns how many things are being tried. */
  int pending() {
    return attempts.size();
  }

  private void tryAll() {
    attempts.forEach(this::attempt);
  }

  private void attempt(String name, Attempt attempt) {
    try {
      attempt.work().run();
      attempts.remove(name, attempt);
    } catch (SessionOutageException e) {
      if (time.instant().isAfter(attempt.end())) {
        giveUp(name, attempt);
      }
    } catch (RuntimeException e) { // nothing that trying again would mend
      giveUp(name, attempt);
    }
  }

  private void giveUp(String name, Attempt attempt) {
    attempts.remove(name, attempt);
    counts.add(SessionCounts.Event.LOST);
  }
}
