// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

/**
 * The order of all invalidations. An entry is valid when nothing that it depends on was invalidated
 * after its making began; so nothing is enumerated, and a page that was being rendered while its
 * data changed is never served. Thread-safe.
 */
public interface InvalidationLog extends AutoCloseable {
  /** The answer of {@link #validUntil} for an entry that was not invalidated. */
  long VALID = Long.MAX_VALUE;

  /** The answer of {@link #validUntil} for an entry that must not be served again. */
  long INVALID = Long.MIN_VALUE;

  /** Returns the position up to which this node knows all invalidations. */
  LogPosition latest();

  /**
   * Adds an invalidation, in effect on this node when the method returns.
   *
   * @return whether it is where all nodes read it
   */
  Delivery append(Invalidation invalidation);

  /**
   * Returns the moment in milliseconds at which the entry became stale by a soft invalidation, or
   * {@link #VALID} or {@link #INVALID}.
   *
   * @param cache the name of the cache that holds the entry
   */
  long validUntil(String cache, Entry entry);

  /**
   * Returns the moment in milliseconds until which an entry that was not invalidated may be used as
   * such: a log that could not be read for a while may hold invalidations that this node has not
   * seen, except those from before the making of the entry began. {@link Long#MAX_VALUE} if this
   * node sees all.
   */
  long trustedUntil(Entry entry);

  /** Returns whether this node sees all invalidations, but for what is on its way. */
  boolean isCurrent();

  /** Returns how many invalidations of this node have not reached the log yet. */
  int pending();

  /** Returns how often the version of a named cache went up. */
  long versionSteps(String cache);

  @Override
  void close();
}
