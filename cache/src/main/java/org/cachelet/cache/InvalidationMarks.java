// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What a node knows of the invalidation log: the last invalidation of each name. Thread-safe for
 * reading; one thread at a time changes it.
 *
 * <p>Bounded: when there are too many names, the one that was invalidated longest ago is forgotten,
 * and every entry whose making began before that counts as invalidated.
 */
final class InvalidationMarks {
  private final int maxNames;
  private final Names tags = new Names();
  private final Names keys = new Names();
  private final Names caches = new Names();
  private final Map<String, AtomicLong> versions = new ConcurrentHashMap<>();
  private volatile Mark everything = Mark.NONE;
  private volatile LogPosition start = LogPosition.START;

  /**
   * Begins without any mark.
   *
   * @param maxNames how many tags, and how many keys, are remembered; at least 10
   */
  InvalidationMarks(int maxNames) {
    this.maxNames = maxNames;
  }

  /**
   * Takes in one record of the log; in which order, and how often, makes no difference.
   *
   * @param at its position
   * @param millis when it was appended
   */
  void apply(Invalidation invalidation, LogPosition at, long millis) {
    switch (invalidation.scope()) {
      case TAG -> tags.mark(invalidation, at, millis);
      case KEY -> keys.mark(invalidation, at, millis);
      case CACHE -> caches.mark(invalidation, at, millis);
      case EVERYTHING -> everything = everything.with(invalidation.depth(), at, millis);
      case VERSION -> invalidation.names().forEach(cache -> steps(cache).incrementAndGet());
    }
  }

  /** Makes invalid whatever began to be made before a position. */
  void forgetBefore(LogPosition position) {
    if (position.isAfter(start)) {
      start = position;
    }
  }

  /** Returns how often the version of a named cache went up. */
  long versionSteps(String cache) {
    AtomicLong steps = versions.get(cache);
    return steps == null ? 0 : steps.get();
  }

  /** Answers {@link InvalidationLog#validUntil}. */
  long validUntil(String cache, Entry entry) {
    LogPosition since = entry.since();
    if (start.isAfter(since)) {
      return InvalidationLog.INVALID;
    }
    long until = Math.min(everything.validUntil(since), caches.validUntil(cache, since));
    until = Math.min(until, keys.validUntil(entry.key(), since));
    for (String tag : entry.tagArray()) {
      until = Math.min(until, tags.validUntil(tag, since));
    }
    return until;
  }

  private AtomicLong steps(String cache) {
    return versions.computeIfAbsent(cache, c -> new AtomicLong());
  }

  /** Names of one kind, as many as may be. */
  private final class Names {
    private final Map<String, Mark> marks = new ConcurrentHashMap<>();
    private final Set<String> byAge = new LinkedHashSet<>(); // the one marked longest ago first

    long validUntil(String name, LogPosition since) {
      Mark mark = marks.get(name);
      return mark == null ? InvalidationLog.VALID : mark.validUntil(since);
    }

    void mark(Invalidation invalidation, LogPosition at, long millis) {
      for (String name : invalidation.names()) {
        Mark before = marks.getOrDefault(name, Mark.NONE);
        marks.put(name, before.with(invalidation.depth(), at, millis));
        byAge.remove(name);
        byAge.add(name);
      }
      while (byAge.size() > maxNames) {
        forgetOldest();
      }
    }

    private void forgetOldest() {
      Iterator<String> names = byAge.iterator();
      String oldest = names.next();
      Mark mark = Objects.requireNonNull(marks.get(oldest));
      forgetBefore(mark.last()); // before the mark goes, or its entries would look valid
      marks.remove(oldest);
      names.remove();
    }
  }

  /**
   * The last invalidations of one name.
   *
   * @param hard position of the last hard one
   * @param soft position of the last soft one
   * @param softMillis when that soft one was appended
   */
  private record Mark(LogPosition hard, LogPosition soft, long softMillis) {
    static final Mark NONE = new Mark(LogPosition.START, LogPosition.START, 0);

    Mark with(Invalidation.Depth depth, LogPosition at, long millis) {
      if (depth == Invalidation.Depth.HARD) {
        return at.isAfter(hard) ? new Mark(at, soft, softMillis) : this;
      }
      return at.isAfter(soft) ? new Mark(hard, at, millis) : this;
    }

    LogPosition last() {
      return soft.isAfter(hard) ? soft : hard;
    }

    long validUntil(LogPosition since) {
      if (hard.isAfter(since)) {
        return InvalidationLog.INVALID;
      }
      return soft.isAfter(since) ? softMillis : InvalidationLog.VALID;
    }
  }
}
