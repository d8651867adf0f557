// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

import java.util.function.Supplier;

/**
 * Told which caches and rules an application uses, so that it can show their counts somewhere, see
 * {@link Caches#observe}. Called by one thread at a time; what it throws is logged and has no other
 * effect.
 */
public interface CachesObserver {
  /**
   * A cache, or a rule of it, is in use. The counts of a cache's rules and of what happens in it
   * under no rule add up to those of the cache.
   *
   * @param cache name of the cache
   * @param rule name of the rule; empty for what happens in the cache under no rule
   * @param statistics what happened until the moment it is asked for, on any thread; with an empty
   *     {@code rule}, the removals and sizes in it are of the whole cache
   */
  void onCache(String cache, String rule, Supplier<CacheStatistics> statistics);

  /** The caches are closed; nothing is told after that. */
  void onClose();
}
