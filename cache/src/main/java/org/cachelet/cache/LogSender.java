// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

import java.util.Optional;

/** Appends what this node invalidates to the shared log. Thread-safe. */
final class LogSender {
  private final LogStream stream;
  private final KnownInvalidations known;

  LogSender(LogStream stream, KnownInvalidations known) {
    this.stream = stream;
    this.known = known;
  }

  /**
   * Appends an invalidation that is in effect here already.
   *
   * @return its position; empty if it may not have arrived, and is kept to be sent again
   */
  Optional<LogPosition> send(PendingInvalidation pending) {
    LogPosition before = known.newest();
    try {
      LogPosition at = stream.append(pending.invalidation());
      if (at.isAfter(before)) {
        known.delivered(pending, at);
        return Optional.of(at);
      }
    } catch (LogStream.UnavailableException e) {
      // the reading of the log fails as well, and reports it; or it is tried again at once
    }
    known.failed(pending); // also if the log went back: then it would not count
    return Optional.empty();
  }

  /** Appends what waits; returns false if some could not be delivered. */
  boolean resend() {
    Optional<PendingInvalidation> next = known.resend();
    while (next.isPresent()) {
      if (send(next.get()).isEmpty()) {
        return false;
      }
      next = known.resend();
    }
    return true;
  }
}
