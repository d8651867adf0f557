// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The uses of the fragments of a list, which were looked up in one go; what was made is stored in
 * one go when the list is closed. Nobody waits for another one's rows. Used by one request.
 *
 * @see FragmentCache#openAll
 */
public final class FragmentList implements AutoCloseable {
  private final FragmentCache cache;
  private final List<Fragment> fragments;
  private final List<String> keys;
  private final Map<String, Lookup> lookups;
  private final List<Entry> made = new ArrayList<>();

  FragmentList(FragmentCache cache, List<Fragment> fragments, InputSource inputs) {
    this.cache = cache;
    this.fragments = List.copyOf(fragments);
    this.keys = this.fragments.stream().map(fragment -> fragment.key(inputs)).toList();
    this.lookups = cache.entries().lookupAll(keys);
  }

  /** Returns how many fragments there are. */
  public int size() {
    return keys.size();
  }

  /**
   * Returns the use of one fragment, to be closed.
   *
   * @param row from 0
   */
  public FragmentMaking open(int row) {
    Fragment fragment = fragments.get(row);
    String key = keys.get(row);
    Lookup lookup = lookups.getOrDefault(key, Lookup.MISS);
    if (FragmentCache.isFresh(lookup)) {
      return FragmentMaking.found(cache, fragment, lookup.found());
    }
    EntryCache entries = cache.entries();
    return FragmentMaking.begun(
        cache,
        fragment,
        new FragmentMaking.Turn(entries, entries.begin(key), Flight.solo(), lookup, made::add));
  }

  /** Stores what was made. */
  @Override
  public void close() {
    if (!made.isEmpty()) {
      cache.entries().putAllValid(made);
      made.clear();
    }
  }
}
