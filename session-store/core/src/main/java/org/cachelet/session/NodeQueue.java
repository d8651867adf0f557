// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Requests of this node that wait for their turn, in the order in which they came. Thread-safe. */
final class NodeQueue {
  private final Map<String, Turn> turns = new ConcurrentHashMap<>();

  /** The turn of one session; counted, so that the last one removes it. */
  private static final class Turn {
    final Semaphore free = new Semaphore(1, true);
    int users; // under the lock of the map's entry
  }

  /**
   * Waits for a turn, which ends with {@link #leave}.
   *
   * @return whether it came in time
   */
  boolean enter(String storage, Duration wait) {
    Turn turn = turns.compute(storage, (name, known) -> used(known == null ? new Turn() : known));
    boolean isMine = false;
    try {
      isMine = turn.free.tryAcquire(wait.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      if (!isMine) {
        forget(storage);
      }
    }
    return isMine;
  }

  private static Turn used(Turn turn) {
    turn.users++;
    return turn;
  }

  /** Ends a turn. */
  void leave(String storage) {
    Turn turn = turns.get(storage);
    if (turn != null) {
      turn.free.release();
      forget(storage);
    }
  }

  private void forget(String storage) {
    turns.computeIfPresent(storage, (name, turn) -> --turn.users == 0 ? null : turn);
  }
}
