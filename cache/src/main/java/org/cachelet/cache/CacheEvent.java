// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

/** What can happen in a named cache; each is counted, and told to {@link CacheListener}s. */
public enum CacheEvent {
  /** A lookup found a fresh entry. */
  HIT,
  /** A lookup found an entry to be used while it is replaced. */
  STALE_HIT,
  /** A lookup found nothing usable. */
  MISS,
  /** An entry was stored. */
  PUT,
  /** A content was made and must not be stored. */
  REFUSAL,
  /** A request went past the cache. */
  BYPASS,
  /** A making was saved because another one was under way. */
  COLLAPSED,
  /** The making of a content began. */
  MAKING,
  /** A making ended with an error. */
  FAILURE,
  /** A stale entry was used because a making failed, or had to wait. */
  RESCUE,
  /** A request was turned away, because as much was being made as is allowed. */
  REJECTION,
  /** An entry was removed for room. */
  EVICTION,
  /** An entry was removed because its time was over. */
  EXPIRATION,
  /** An entry of a shared store could not be read, or a content could not be written there. */
  UNREADABLE
}
