// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.InstantSource;

/**
 * How far a node may trust that it has seen all invalidations. Each reading of the log proves it
 * for one moment; content is trusted for a while after that. Thread-safe; one thread proves.
 */
final class LogTrust {
  /** How long after a proof content is trusted, in milliseconds. */
  static final long MILLIS = 1_500;

  private static final Logger LOG = System.getLogger(SharedInvalidationLog.class.getName());

  private final InstantSource time;
  private final long begun;
  private volatile long proof;
  private boolean lost;

  /** Begins without a proof. */
  LogTrust(InstantSource time) {
    this.time = time;
    this.proof = Long.MIN_VALUE / 2;
    this.begun = time.millis();
  }

  /** Notes that all was known at a moment. */
  void prove(long millis) {
    proof = Math.max(proof, millis);
  }

  /** Returns whether the last proof is young. */
  boolean isCurrent() {
    return time.millis() < proof + MILLIS;
  }

  /** Returns the moment until which an entry is trusted. */
  long until(Entry entry) {
    return Math.max(proof, entry.created() - entry.makingMillis()) + MILLIS;
  }

  /**
   * Logs when the log is lost, and when it is back; once each.
   *
   * @param reason why it could not be read the last time; empty if it was
   */
  void report(String reason) {
    if (lost && isCurrent()) {
      lost = false;
      LOG.log(Level.INFO, "the log of invalidations is read again");
    } else if (!lost && !isCurrent() && time.millis() >= begun + MILLIS) {
      lost = true;
      LOG.log(
          Level.WARNING,
          "the log of invalidations cannot be read, so content is used for {0} ms only: {1}",
          MILLIS,
          reason.isEmpty() ? "it is longer than could be read until now" : reason);
    }
  }
}
