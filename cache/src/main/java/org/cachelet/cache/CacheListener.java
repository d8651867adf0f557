// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

/**
 * Told of what happens in the caches. Called on the thread on which it happens, perhaps while a
 * store is changing, so implementations must be quick and thread-safe, and must not use the caches.
 * What they throw is logged, once a minute at most, and has no other effect.
 */
public interface CacheListener {
  /**
   * Something happened.
   *
   * @param cache name of the cache, or {@code cache/rule}
   * @param event what happened
   * @param key the full key, or an empty text where there is none
   * @param detail the reason of a refusal, bypass or failure; else empty
   */
  void onEvent(String cache, CacheEvent event, String key, String detail);

  /** Content was invalidated by this node: by tag, key or cache, or by a step of a version. */
  default void onInvalidation(Invalidation invalidation) {}
}
