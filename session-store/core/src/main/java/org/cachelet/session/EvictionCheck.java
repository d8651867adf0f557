// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session;

import java.lang.System.Logger.Level;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Looks once, when Redis answers for the first time, whether it may remove sessions when its memory
 * is full, and warns if so: visitors would be logged out and nobody would know why. Thread-safe.
 */
final class EvictionCheck {
  private static final System.Logger LOG = System.getLogger(Sessions.class.getName());
  private static final String SAFE = "noeviction";
  private static final long PAUSE_MILLIS = 1_000;

  private final SessionStore store;
  private final ScheduledExecutorService thread;

  /** Looks on a thread of others. */
  EvictionCheck(SessionStore store, ScheduledExecutorService thread) {
    this.store = store;
    this.thread = thread;
  }

  /** Begins. It ends when Redis has answered, or with the thread. */
  void start() {
    var unused = thread.schedule(this::lookOrTryAgain, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void lookOrTryAgain() {
    try {
      look();
    } catch (SessionOutageException e) {
      if (!thread.isShutdown()) {
        start();
      }
    } catch (RuntimeException e) {
      LOG.log(Level.DEBUG, "nobody knows whether Redis removes sessions", e);
    }
  }

  private void look() {
    String policy = store.evictionPolicy().orElse(SAFE); // managed ones may not tell
    if (!policy.equals(SAFE)) {
      LOG.log(
          Level.WARNING,
          "Redis removes sessions when its memory is full, and visitors are logged out: its"
              + " maxmemory-policy is "
              + policy
              + "; make it noeviction, or give sessions a Redis of their own: "
              + SessionSettings.URL);
    }
  }
}
