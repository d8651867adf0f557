// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

import java.util.Set;

/**
 * One record of the invalidation log: content changed.
 *
 * @param scope what {@code names} are the names of
 * @param names the tags, full keys or caches; empty for everything
 * @param depth whether the entries are dead or only stale
 */
public record Invalidation(Scope scope, Set<String> names, Depth depth) {
  /** Copies the names. */
  public Invalidation {
    names = Set.copyOf(names);
  }

  /** Returns the invalidation of all entries with one of the tags. */
  public static Invalidation ofTags(Set<String> tags, Depth depth) {
    return new Invalidation(Scope.TAG, Tags.checked(tags), depth);
  }

  /** Returns the invalidation of the entries with these full keys. */
  public static Invalidation ofKeys(Set<String> keys) {
    return new Invalidation(Scope.KEY, keys, Depth.HARD);
  }

  /** Returns the invalidation of all entries of a named cache. */
  public static Invalidation ofCache(String cache) {
    return new Invalidation(Scope.CACHE, Set.of(cache), Depth.HARD);
  }

  /** Returns the invalidation of all entries of all caches. */
  public static Invalidation ofEverything() {
    return new Invalidation(Scope.EVERYTHING, Set.of(), Depth.HARD);
  }

  /** Returns the step of a named cache to its next version. */
  public static Invalidation ofVersion(String cache) {
    return new Invalidation(Scope.VERSION, Set.of(cache), Depth.HARD);
  }

  /** What an invalidation names. */
  public enum Scope {
    /** Tags. */
    TAG,
    /** Full keys. */
    KEY,
    /** Named caches. */
    CACHE,
    /** Nothing, for it means all. */
    EVERYTHING,
    /** Named caches whose version goes up by one. */
    VERSION
  }

  /** What becomes of invalidated entries. */
  public enum Depth {
    /** They are never served again. */
    HARD,
    /** They are stale from now on, and may be served for as long as stale content may be. */
    SOFT
  }
}
