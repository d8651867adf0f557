// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

/**
 * All that a node knows of the shared log: what it has read, and what it has still to deliver.
 * Thread-safe.
 */
final class KnownInvalidations {
  private final InstantSource time;
  private final InvalidationMarks marks;
  private final PendingInvalidations pending = new PendingInvalidations();
  private final VersionSteps versions = new VersionSteps();
  private final ReentrantLock changing = new ReentrantLock();
  private final Condition advanced = changing.newCondition();

  /** Up to where all was read; written after what was read there took effect. */
  private volatile LogPosition latest = LogPosition.START;

  /** A number of its own for each state, in the form in which entries note it. */
  private volatile LogPosition state = LogPosition.START;

  @GuardedBy("changing")
  private LogPosition newest = LogPosition.START;

  @GuardedBy("changing")
  private Restated restated = new Restated(0, 0);

  /**
   * Begins without any knowledge.
   *
   * @param maxNames how many tags, and how many keys, are remembered; at least 10
   */
  KnownInvalidations(InstantSource time, int maxNames) {
    this.time = time;
    this.marks = new InvalidationMarks(maxNames);
  }

  /** Returns the position up to which all was read. */
  LogPosition latest() {
    return latest;
  }

  /** Returns the newest position that the log is known to have given, be it read or not. */
  LogPosition newest() {
    changing.lock();
    try {
      return newest;
    } finally {
      changing.unlock();
    }
  }

  /** Returns how often the version of a named cache went up. */
  long versionSteps(String cache) {
    return versions.of(cache);
  }

  /** Answers {@link InvalidationLog#validUntil}. */
  long validUntil(String cache, Entry entry) {
    LogPosition before = state; // before all else is read, see changed()
    if (entry.wasValidAt(before)) {
      return InvalidationLog.VALID;
    }
    long until = Math.min(pending.validUntil(cache, entry), marks.validUntil(cache, entry));
    if (until == InvalidationLog.VALID) {
      entry.noteValidAt(before);
    }
    return until;
  }

  /** Puts an invalidation of this node into effect, before it is sent. */
  PendingInvalidation send(Invalidation invalidation) {
    PendingInvalidation added = pending.send(invalidation, time.millis());
    changed();
    return added;
  }

  /** Takes the step of a version here, and returns what tells the others. */
  Invalidation step(Invalidation version) {
    Set<String> statements =
        version.names().stream()
            .map(cache -> versions.step(cache, newest().time()))
            .collect(Collectors.toSet());
    return new Invalidation(Invalidation.Scope.VERSION, statements, Invalidation.Depth.HARD);
  }

  /** Notes where an invalidation of this node stands in the log. */
  void delivered(PendingInvalidation arrived, LogPosition at) {
    changing.lock();
    try {
      apply(arrived.invalidation(), at, arrived.millis());
      noteGiven(at);
      pending.delivered(arrived);
      changed();
    } finally {
      changing.unlock();
    }
  }

  /** Keeps an invalidation of this node that may not have arrived. */
  void failed(PendingInvalidation lost) {
    pending.failed(lost);
    changed();
  }

  /** Returns the next invalidation of this node that is to be sent again. */
  Optional<PendingInvalidation> resend() {
    return pending.resend();
  }

  /** Returns how many names wait to be sent again. */
  int waitingNames() {
    return pending.waitingNames();
  }

  /**
   * Takes in what was read after {@link #latest()}.
   *
   * @param age how old a record is taken to be
   */
  void read(List<LogStream.Item> items, Age age) {
    if (items.isEmpty()) {
      return;
    }
    changing.lock();
    try {
      long now = time.millis();
      for (LogStream.Item item : items) {
        apply(item.invalidation(), item.at(), now - Math.max(0, age.of(item)));
      }
      LogPosition last = items.get(items.size() - 1).at();
      noteGiven(last);
      latest = last;
      changed();
      advanced.signalAll();
    } finally {
      changing.unlock();
    }
  }

  /** Notes that the log has given a position. */
  void noteNewest(LogPosition at) {
    changing.lock();
    try {
      noteGiven(at);
    } finally {
      changing.unlock();
    }
  }

  /** Makes invalid whatever began to be made before a position. */
  void forgetBefore(LogPosition position) {
    changing.lock();
    try {
      marks.forgetBefore(position);
      changed();
    } finally {
      changing.unlock();
    }
  }

  /** Waits until a position was read, but not longer than a limit. */
  void awaitRead(LogPosition at, Duration limit) {
    long left = limit.toNanos();
    changing.lock();
    try {
      while (at.isAfter(latest) && left > 0) {
        left = advanced.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      changing.unlock();
    }
  }

  /** Returns a record that states all versions; empty if none ever went up. */
  Optional<Invalidation> versions() {
    Set<String> statements = versions.statements();
    return statements.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Invalidation(Invalidation.Scope.VERSION, statements, Invalidation.Depth.HARD));
  }

  /**
   * Returns whether the last record that states all versions is far from the end of the log.
   *
   * @param records how many records after it are far
   * @param age how long after it is far
   */
  boolean isRestatingDue(long records, Duration age) {
    changing.lock();
    try {
      return restated.recordsAfter > records || time.millis() - restated.millis > age.toMillis();
    } finally {
      changing.unlock();
    }
  }

  @GuardedBy("changing")
  private void apply(Invalidation invalidation, LogPosition at, long millis) {
    restated = restated.next();
    if (invalidation.scope() != Invalidation.Scope.VERSION) {
      marks.apply(invalidation, at, millis);
    } else if (!mergeAll(invalidation.names())) {
      marks.apply(Invalidation.ofEverything(), at, millis); // from a later release: be safe
    } else if (invalidation.names().equals(versions.statements())) {
      restated = new Restated(0, millis);
    }
  }

  private boolean mergeAll(Collection<String> statements) {
    boolean known = true;
    for (String statement : statements) {
      known &= versions.merge(statement);
    }
    return known;
  }

  @GuardedBy("changing")
  private void noteGiven(LogPosition at) {
    if (at.isAfter(newest)) {
      newest = at;
    }
  }

  /** Lets no entry rely on what was noted before; after the change, which must be seen by then. */
  private void changed() {
    changing.lock();
    try {
      state = new LogPosition(0, state.sequence() + 1);
    } finally {
      changing.unlock();
    }
  }

  /** How old records are. */
  @FunctionalInterface
  interface Age {
    /** Returns how long ago a record was appended, in milliseconds, about. */
    long of(LogStream.Item item);
  }

  /**
   * The last record that states all versions.
   *
   * @param recordsAfter how many came after it
   * @param millis when it was appended
   */
  private record Restated(long recordsAfter, long millis) {
    Restated next() {
      return new Restated(recordsAfter + 1, millis);
    }
  }
}
