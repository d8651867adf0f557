// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One or more alike invalidations on their way into the shared log. Until they are there, no entry
 * that they name is served from this node, whenever its making began. Thread-safe for reading; one
 * thread at a time changes it.
 */
final class PendingInvalidation {
  private final Invalidation.Scope scope;
  private final Invalidation.Depth depth;
  private final Set<String> names = ConcurrentHashMap.newKeySet();
  private volatile long millis;

  private PendingInvalidation(Invalidation.Scope scope, Invalidation.Depth depth, long millis) {
    this.scope = scope;
    this.depth = depth;
    this.millis = millis;
  }

  /**
   * Makes one.
   *
   * @param millis when it was asked for
   */
  static PendingInvalidation of(Invalidation invalidation, long millis) {
    PendingInvalidation made =
        new PendingInvalidation(invalidation.scope(), invalidation.depth(), millis);
    made.names.addAll(invalidation.names());
    return made;
  }

  /** Returns what it names. */
  Invalidation.Scope scope() {
    return scope;
  }

  /** Returns when it was asked for, in milliseconds; if several were merged, the first. */
  long millis() {
    return millis;
  }

  /** Returns how many names it has; everything counts as one. */
  int size() {
    return Math.max(1, names.size());
  }

  /** Returns what is to be appended. */
  Invalidation invalidation() {
    return new Invalidation(scope, names, depth);
  }

  /** Returns whether another one differs in its names only. */
  boolean isAlike(PendingInvalidation other) {
    return scope == other.scope && depth == other.depth;
  }

  /** Adds the names of another one that is alike. */
  void merge(PendingInvalidation other) {
    millis = Math.min(millis, other.millis);
    names.addAll(other.names);
  }

  /** Returns this, or one with some of its names if there are more than {@code count}. */
  PendingInvalidation split(int count) {
    if (names.size() <= count) {
      return this;
    }
    PendingInvalidation part = new PendingInvalidation(scope, depth, millis);
    names.stream().limit(count).forEach(part.names::add);
    return part;
  }

  /** Removes the names of a part that was split off. */
  void removeAll(PendingInvalidation part) {
    if (part != this) {
      names.removeAll(part.names);
    }
  }

  /** Answers {@link InvalidationLog#validUntil}, whenever the making of the entry began. */
  long validUntil(String cache, Entry entry) {
    if (!names(cache, entry)) {
      return InvalidationLog.VALID;
    }
    return depth == Invalidation.Depth.HARD ? InvalidationLog.INVALID : millis;
  }

  private boolean names(String cache, Entry entry) {
    return switch (scope) {
      case TAG -> Arrays.stream(entry.tagArray()).anyMatch(names::contains);
      case KEY -> names.contains(entry.key());
      case CACHE -> names.contains(cache);
      case EVERYTHING -> true;
      case VERSION -> false; // in effect by other keys
    };
  }
}
