// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Looks for sessions that have expired, and tells listeners of each: on one of all nodes, once. If
 * that node dies meanwhile, another is told again when the lease is over. Thread-safe.
 */
final class Expiry {
  private static final Duration LEASE = Duration.ofSeconds(30);
  private static final long SHORTEST_PAUSE_MILLIS = 1_000;
  private static final long LONGEST_PAUSE_MILLIS = 5_000;
  private static final int MOST_AT_ONCE = 50;

  private final SessionsCore core;
  private final Consumer<Session> listener;
  private final String node = UUID.randomUUID().toString();
  private final AtomicLong claims = new AtomicLong();
  private final ScheduledExecutorService sweeps;

  /** Looks on a thread of others. */
  Expiry(SessionsCore core, Consumer<Session> listener, ScheduledExecutorService thread) {
    this.core = core;
    this.listener = listener;
    sweeps = thread;
  }

  /** Begins. It ends with the thread. */
  void start() {
    sweepLater();
  }

  private void sweepLater() {
    long pause = ThreadLocalRandom.current().nextLong(SHORTEST_PAUSE_MILLIS, LONGEST_PAUSE_MILLIS);
    var unused = sweeps.schedule(this::sweepAndGoOn, pause, TimeUnit.MILLISECONDS);
  }

  private void sweepAndGoOn() {
    try {
      sweep();
    } catch (SessionOutageException e) {
      core.log().warn("expiry", "expired sessions are looked for later: " + e.getMessage());
    } catch (RuntimeException e) {
      core.log().warn("expiry", "expired sessions are looked for later", e);
    } finally {
      if (!sweeps.isShutdown()) {
        sweepLater();
      }
    }
  }

  /** Looks once in all shards, beginning anywhere, so that nodes do not follow each other. */
  void sweep() {
    int first = ThreadLocalRandom.current().nextInt(SessionKeys.SHARDS);
    for (int i = 0; i < SessionKeys.SHARDS; i++) {
      sweep((first + i) % SessionKeys.SHARDS);
    }
  }

  private void sweep(int shard) {
    int settled;
    do {
      settled = 0;
      for (String storage : core.store().index().due(shard, MOST_AT_ONCE)) {
        if (!sweeps.isShutdown() && look(storage)) {
          settled++;
        }
      }
    } while (settled == MOST_AT_ONCE); // there may be more
  }

  /** Returns whether this session is not due any more. */
  private boolean look(String storage) {
    String claimer = node + '/' + claims.incrementAndGet();
    Claimed claimed = core.store().claim(storage, claimer, LEASE);
    switch (claimed.outcome()) {
      case OURS -> tell(storage, claimer, claimed.fields().orElseThrow());
      case ALIVE -> alive(storage, claimed);
      case ABSENT -> core.store().index().notDue(storage);
      case LEASED -> {} // another node is at it
    }
    return claimed.outcome() != Claimed.Outcome.LEASED;
  }

  private void tell(String storage, String claimer, StoredFields fields) {
    try {
      listener.accept(core.expired(storage, fields));
    } catch (RuntimeException | LinkageError e) { // must not keep it alive
      core.log().warn("listener", "a listener failed at the end of a session", e);
    }
    core.store().forget(storage, claimer);
    core.store().index().notDue(storage);
    byte[] userKey = fields.find(StoredFields.USER_KEY);
    if (userKey != null) {
      core.store().index().removeFromUser(StoredFields.text(userKey), storage);
    }
  }

  private void alive(String storage, Claimed claimed) {
    Duration untilDue = Duration.ofMillis(claimed.untilDue());
    core.store().index().due(storage, untilDue);
    if (!claimed.userKey().isEmpty()) {
      core.store().index().addToUser(claimed.userKey(), storage, untilDue);
    }
  }
}
