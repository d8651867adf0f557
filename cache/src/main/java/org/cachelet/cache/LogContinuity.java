// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Sees to it that what a node reads is all that was ever in the log: not if the log was lost, or
 * went back after a failover, or was trimmed of what the node has not read. Used by one thread.
 */
final class LogContinuity {
  /** Means nothing; a log begins with it, so that it has a position. */
  static final Invalidation NOTHING =
      new Invalidation(Invalidation.Scope.TAG, Set.of(), Invalidation.Depth.HARD);

  private static final Logger LOG = System.getLogger(SharedInvalidationLog.class.getName());

  private final LogStream stream;
  private final KnownInvalidations known;
  private final LogUpkeep upkeep;

  /** Where this node had read to when the log was whole the last time. */
  private LogPosition whole = LogPosition.START;

  /** Whether the log may lack steps of versions. */
  private boolean restating;

  LogContinuity(LogStream stream, KnownInvalidations known, LogUpkeep upkeep) {
    this.stream = stream;
    this.known = known;
    this.upkeep = upkeep;
  }

  /**
   * Compares the log with what is known of it. What is missing, nobody can tell: then all older
   * content is made invalid.
   *
   * @throws LogStream.UnavailableException if the log cannot be reached
   */
  void check() throws LogStream.UnavailableException {
    LogPosition newest = known.newest(); // before the extent: it may only have grown since
    LogPosition read = known.latest();
    LogStream.Extent extent = stream.extent();
    if (newest.isAfter(extent.last())) {
      beginAfter(newest);
      return; // and look again the next time
    }
    if (extent.last().equals(LogPosition.START)) {
      known.noteNewest(stream.append(NOTHING));
      upkeep.trim();
    } else if (isTorn(newest, extent)) {
      report("the log of invalidations has lost some, so all older content is invalid");
      restating = true;
      known.noteNewest(stream.append(Invalidation.ofEverything()));
    }
    if (first(extent).isAfter(whole)) {
      known.forgetBefore(first(extent));
    }
    known.noteNewest(extent.last());
    whole = read;
    if (restating) {
      restateVersions();
    }
  }

  private void beginAfter(LogPosition newest) throws LogStream.UnavailableException {
    report("the log of invalidations went back, so all older content is invalid");
    restating = true;
    stream.appendAt(new LogPosition(newest.time() + 1, 0), Invalidation.ofEverything());
    upkeep.trim();
  }

  private void restateVersions() throws LogStream.UnavailableException {
    Optional<Invalidation> versions = known.versions();
    if (versions.isPresent()) {
      known.noteNewest(stream.append(versions.get()));
    }
    restating = false;
  }

  /** Returns whether the newest record that is known is missing between others. */
  private boolean isTorn(LogPosition newest, LogStream.Extent extent)
      throws LogStream.UnavailableException {
    if (newest.equals(extent.last()) || !newest.isAfter(extent.first())) {
      return false; // it is the last one; or it is the first one or was trimmed
    }
    List<LogStream.Item> next = stream.poll(before(newest));
    return next.isEmpty() || !next.get(0).at().equals(newest);
  }

  private static LogPosition before(LogPosition position) {
    return position.sequence() > 0
        ? new LogPosition(position.time(), position.sequence() - 1)
        : new LogPosition(position.time() - 1, Long.MAX_VALUE);
  }

  private static LogPosition first(LogStream.Extent extent) {
    return extent.first().equals(LogPosition.START) ? extent.last() : extent.first();
  }

  private static void report(String message) {
    LOG.log(Level.WARNING, message);
  }
}
