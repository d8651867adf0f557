// SPDX-License-Identifier: Apache-2.0
package org.cachelet.thymeleaf;

import java.util.Optional;
import org.cachelet.cache.Caches;
import org.cachelet.cache.EntryCache;
import org.cachelet.cache.FragmentCache;
import org.cachelet.cache.FragmentText;
import org.cachelet.cache.Lookup;

/**
 * The cache in which a fragment is kept, together with what it is made of, so that other nodes need
 * not make it to learn that. Thread-safe.
 *
 * @param name the name of the cache
 */
record CacheInUse(Caches caches, FragmentCache fragments, String name) {
  private static final String BEFORE_KEYS = "ingredients1 ";

  /** Returns what any node has told of a fragment; empty if none has, or nothing is shared. */
  Optional<Ingredients> recall(String fragment) {
    if (!isShared()) {
      return Optional.empty();
    }
    Lookup lookup = entries().peek(BEFORE_KEYS + fragment);
    return lookup.isUsable() && lookup.found().content() instanceof FragmentText text
        ? Ingredients.read(text.texts().get(0))
        : Optional.empty();
  }

  /** Tells the other nodes what a fragment is made of. */
  void tell(String fragment, Ingredients ingredients) {
    if (isShared()) {
      entries().keep(BEFORE_KEYS + fragment, FragmentText.of(ingredients.written()));
    }
  }

  private boolean isShared() {
    return caches.health().isPresent();
  }

  private EntryCache entries() {
    return caches.entries(name);
  }
}
