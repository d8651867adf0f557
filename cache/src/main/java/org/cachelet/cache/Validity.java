// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

import java.time.Duration;
import java.time.InstantSource;

/**
 * What the entries of one named cache may be used for, by their lifetimes and by what the
 * invalidation log says. Thread-safe.
 */
final class Validity {
  private final String cache;
  private final InvalidationLog log;
  private final InstantSource time;

  Validity(String cache, InvalidationLog log, InstantSource time) {
    this.cache = cache;
    this.log = log;
    this.time = time;
  }

  /** Returns what an entry may be used for at {@code now}, as far as this node knows. */
  Freshness freshness(Entry entry, long now) {
    return entry.freshness(now, log.validUntil(cache, entry));
  }

  /** Returns whether this node knows enough for an entry to be used at {@code now}. */
  boolean isTrusted(Entry entry, long now) {
    return now < log.trustedUntil(entry);
  }

  /** Returns whether an entry may be used as it is. */
  boolean isFresh(Entry entry) {
    long now = time.millis();
    return freshness(entry, now) == Freshness.FRESH && isTrusted(entry, now);
  }

  /**
   * Returns whether an entry may be used before a new one is made, as far as this node knows: a
   * number must not begin anew because the log cannot be read for a moment.
   */
  boolean isUsable(Entry entry) {
    Freshness freshness = freshness(entry, time.millis());
    return freshness == Freshness.FRESH || freshness == Freshness.STALE_WHILE_REVALIDATE;
  }

  /** Returns whether what an entry depends on was invalidated after its making began. */
  boolean isOutdated(Entry entry) {
    return log.validUntil(cache, entry) == InvalidationLog.INVALID;
  }

  /**
   * Returns for how long a content may be fresh that has this entry as a part: while the log cannot
   * be read, no longer than the part is trusted itself.
   */
  Duration remaining(Entry entry) {
    long trusted = log.isCurrent() ? Long.MAX_VALUE : log.trustedUntil(entry);
    long until = Math.min(entry.freshUntil(), trusted);
    return Duration.ofMillis(Math.max(0, until - time.millis()));
  }
}
