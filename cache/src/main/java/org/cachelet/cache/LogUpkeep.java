// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Keeps the log as short as may be, and keeps in it what must not be lost. Each node does so about
 * once a minute. Used by one thread.
 */
final class LogUpkeep {
  private static final Duration PAUSE = Duration.ofMinutes(1);

  /** How long a log is left without a record, so that new entries depend on a young one. */
  private static final Duration LONGEST_SILENCE = Duration.ofMinutes(10);

  /** What an entry's position may be older than the entry: silence, the making, clocks. */
  private static final Duration MARGIN =
      LONGEST_SILENCE.plus(EntryCache.LONGEST_MAKING).plus(LONGEST_SILENCE);

  private final LogStream stream;
  private final InstantSource time;
  private final KnownInvalidations known;
  private final SharedInvalidationLog.Options options;
  private LogPosition seen = LogPosition.START;
  private long seenMillis;
  private long due;

  LogUpkeep(
      LogStream stream,
      InstantSource time,
      KnownInvalidations known,
      SharedInvalidationLog.Options options) {
    this.stream = stream;
    this.time = time;
    this.known = known;
    this.options = options;
    this.due = next(time.millis());
  }

  /**
   * Does what is due; to be called often, when all of the log was read.
   *
   * @throws LogStream.UnavailableException if the log cannot be reached; then it is due later
   */
  void run() throws LogStream.UnavailableException {
    long now = time.millis();
    if (now < due) {
      return;
    }
    due = next(now);
    breakSilence(now);
    restateVersions();
    trim();
  }

  /** Trims the log, and sets for how long it lives at least. */
  void trim() throws LogStream.UnavailableException {
    stream.trim(options.retention().plus(MARGIN), options.maxNames());
  }

  private void breakSilence(long now) throws LogStream.UnavailableException {
    if (!known.latest().equals(seen)) {
      seen = known.latest();
      seenMillis = now;
    } else if (now - seenMillis > LONGEST_SILENCE.toMillis()) {
      known.noteNewest(stream.append(LogContinuity.NOTHING));
    }
  }

  private void restateVersions() throws LogStream.UnavailableException {
    Optional<Invalidation> versions = known.versions();
    if (versions.isPresent()
        && known.isRestatingDue(options.maxNames() / 4, options.retention().dividedBy(4))) {
      known.noteNewest(stream.append(versions.get()));
    }
  }

  /** Returns when it is due again, other than on other nodes. */
  private static long next(long now) {
    return now
        + Math.round(PAUSE.toMillis() * (0.75 + ThreadLocalRandom.current().nextDouble() / 4));
  }
}
