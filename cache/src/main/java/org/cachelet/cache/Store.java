// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

import java.util.Collection;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Where the entries of one named cache are kept. A store knows nothing of validity: it may return
 * entries that are stale or were invalidated, and callers look. Thread-safe. A store that cannot be
 * reached answers as if it were empty, and takes nothing.
 */
public interface Store extends AutoCloseable {
  /** Returns the entry with this full key, if there is one. */
  @Nullable Entry get(String key);

  /**
   * Returns the entry with this full key, if there is one; of several in a store of several tiers,
   * the first that suffices, or else one of them.
   */
  default @Nullable Entry get(String key, Predicate<Entry> sufficient) {
    return get(key);
  }

  /** Returns the entries with these full keys, as far as there are any. */
  Map<String, Entry> getAll(Collection<String> keys);

  /**
   * Returns the entries with these full keys, each chosen as by {@link #get(String, Predicate)}.
   */
  default Map<String, Entry> getAll(Collection<String> keys, Predicate<Entry> sufficient) {
    return getAll(keys);
  }

  /**
   * Keeps an entry, in place of one with the same key.
   *
   * @return whether it was kept
   */
  boolean put(Entry entry);

  /**
   * Keeps entries, each in place of one with the same key.
   *
   * @return whether all were kept
   */
  boolean putAll(Collection<Entry> entries);

  /**
   * Keeps an entry unless there is a usable one with the same key.
   *
   * @return whether it was kept
   */
  boolean putIfAbsent(Entry entry, Predicate<Entry> usable);

  /**
   * Adds to a number, atomically for all who share the store.
   *
   * @param initial the entry to keep if there is no usable one; its content is an {@link Amount}
   * @param delta what to add to the amount of a usable one, whose lifetime stays
   * @return the entry now kept
   * @throws IllegalStateException if the content of the usable entry is no {@link Amount}
   */
  Entry add(Entry initial, long delta, Predicate<Entry> usable);

  /**
   * Gives a usable entry a new lifetime that begins now.
   *
   * @param now milliseconds since 1970
   * @return whether there was one
   */
  boolean touch(String key, Lifetime lifetime, long now, Predicate<Entry> usable);

  /** Removes the entry with this full key, if there is one. */
  void remove(String key);

  /** Removes this very entry if it is still there; may do nothing, since it only frees memory. */
  void discard(Entry entry);

  /**
   * Frees the memory that all entries take, which must have been invalidated; a store outside of
   * this process may keep them until their time is over.
   */
  void clear();

  /** Returns how much is kept on this node. */
  Size size();

  @Override
  void close();

  /**
   * How much a store keeps on this node.
   *
   * @param entries number of entries
   * @param bytes heap they take
   */
  record Size(long entries, long bytes) {
    /** Stands where it is not known which entries are meant. */
    static final Size UNKNOWN = new Size(0, 0);
  }
}
