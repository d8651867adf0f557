// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The invalidations of this node that are not known to be in the shared log. Those that are under
 * way stand alone; those that failed wait together, merged, so that an outage takes bounded memory.
 * Thread-safe.
 */
final class PendingInvalidations {
  /** How many names may wait before all content is invalidated instead. */
  static final int MAX_WAITING = 10_000;

  /** How many names are sent in one record. */
  static final int MAX_SENT = 1_000;

  private final ReentrantLock changing = new ReentrantLock();

  @GuardedBy("changing")
  private final List<PendingInvalidation> sent = new ArrayList<>();

  @GuardedBy("changing")
  private final List<PendingInvalidation> waiting = new ArrayList<>();

  private volatile List<PendingInvalidation> all = List.of();

  /** Adds one that is about to be sent. */
  PendingInvalidation send(Invalidation invalidation, long millis) {
    PendingInvalidation pending = PendingInvalidation.of(invalidation, millis);
    changing.lock();
    try {
      sent.add(pending);
      publish();
      return pending;
    } finally {
      changing.unlock();
    }
  }

  /** Drops one that has arrived. */
  void delivered(PendingInvalidation pending) {
    changing.lock();
    try {
      sent.remove(pending);
      publish();
    } finally {
      changing.unlock();
    }
  }

  /** Keeps one that may not have arrived, to be sent again. */
  void failed(PendingInvalidation pending) {
    changing.lock();
    try {
      sent.remove(pending);
      groupFor(pending).merge(pending);
      collapseIfTooMany(pending.millis());
      publish();
    } finally {
      changing.unlock();
    }
  }

  /** Returns the next one to be sent again, if one waits. */
  Optional<PendingInvalidation> resend() {
    changing.lock();
    try {
      if (waiting.isEmpty()) {
        return Optional.empty();
      }
      PendingInvalidation first = waiting.get(0);
      PendingInvalidation part = first.split(MAX_SENT);
      if (part == first) {
        waiting.remove(0);
      }
      sent.add(part);
      publish();
      first.removeAll(part); // only now that the part is seen by all
      return Optional.of(part);
    } finally {
      changing.unlock();
    }
  }

  /** Returns how many names wait to be sent again. */
  int waitingNames() {
    changing.lock();
    try {
      return waiting.stream().mapToInt(PendingInvalidation::size).sum();
    } finally {
      changing.unlock();
    }
  }

  /** Answers {@link InvalidationLog#validUntil}, whenever the making of the entry began. */
  long validUntil(String cache, Entry entry) {
    long until = InvalidationLog.VALID;
    for (PendingInvalidation pending : all) {
      until = Math.min(until, pending.validUntil(cache, entry));
    }
    return until;
  }

  @GuardedBy("changing")
  private PendingInvalidation groupFor(PendingInvalidation failed) {
    for (PendingInvalidation group : waiting) {
      if (group.isAlike(failed)) {
        return group;
      }
    }
    waiting.add(failed);
    return failed;
  }

  @GuardedBy("changing")
  private void collapseIfTooMany(long millis) {
    if (waiting.stream().mapToInt(PendingInvalidation::size).sum() > MAX_WAITING) {
      waiting.removeIf(group -> group.scope() != Invalidation.Scope.VERSION);
      waiting.add(PendingInvalidation.of(Invalidation.ofEverything(), millis));
    }
  }

  @GuardedBy("changing")
  private void publish() {
    List<PendingInvalidation> now = new ArrayList<>(sent);
    now.addAll(waiting);
    all = List.copyOf(now);
  }

  /** Returns an invalidation in parts of which each fits into one record. */
  static List<Invalidation> parts(Invalidation invalidation) {
    List<String> names = List.copyOf(invalidation.names());
    if (names.size() <= MAX_SENT) {
      return List.of(invalidation);
    }
    List<Invalidation> parts = new ArrayList<>();
    for (int i = 0; i < names.size(); i += MAX_SENT) {
      Set<String> some = Set.copyOf(names.subList(i, Math.min(names.size(), i + MAX_SENT)));
      parts.add(new Invalidation(invalidation.scope(), some, invalidation.depth()));
    }
    return parts;
  }
}
