// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A store of this process in front of one that all nodes share. What others change reaches the
 * first tier through the invalidation log, which callers check. Numbers are kept in the shared
 * store alone, since they change without an invalidation. Thread-safe.
 */
final class TieredStore implements Store {
  private final Store local;
  private final Store shared;
  private final SharedReads reads;

  TieredStore(Store local, Store shared) {
    this.local = local;
    this.shared = shared;
    this.reads = new SharedReads(shared::get);
  }

  @Override
  public @Nullable Entry get(String key) {
    return get(key, entry -> true);
  }

  @Override
  public @Nullable Entry get(String key, Predicate<Entry> sufficient) {
    Entry near = local.get(key);
    if (near != null && sufficient.test(near)) {
      return near;
    }
    Entry far = reads.get(key);
    return far == null ? near : brought(far, near, sufficient);
  }

  @Override
  public Map<String, Entry> getAll(Collection<String> keys) {
    return getAll(keys, entry -> true);
  }

  @Override
  public Map<String, Entry> getAll(Collection<String> keys, Predicate<Entry> sufficient) {
    Map<String, Entry> found = new HashMap<>(local.getAll(keys));
    List<String> missing = new ArrayList<>();
    for (String key : keys) {
      Entry near = found.get(key);
      if (near == null || !sufficient.test(near)) {
        missing.add(key);
      }
    }
    if (!missing.isEmpty()) {
      shared
          .getAll(missing)
          .forEach((key, far) -> found.put(key, brought(far, found.get(key), sufficient)));
    }
    return found;
  }

  @Override
  public boolean put(Entry entry) {
    keepNear(entry);
    return shared.put(entry);
  }

  @Override
  public boolean putAll(Collection<Entry> entries) {
    entries.forEach(this::keepNear);
    return shared.putAll(entries);
  }

  @Override
  public boolean putIfAbsent(Entry entry, Predicate<Entry> usable) {
    boolean stored = shared.putIfAbsent(entry, usable);
    if (stored) {
      keepNear(entry);
    }
    return stored;
  }

  @Override
  public Entry add(Entry initial, long delta, Predicate<Entry> usable) {
    local.remove(initial.key());
    return shared.add(initial, delta, usable);
  }

  @Override
  public boolean touch(String key, Lifetime lifetime, long now, Predicate<Entry> usable) {
    local.remove(key);
    return shared.touch(key, lifetime, now, usable);
  }

  @Override
  public void remove(String key) {
    local.remove(key);
    shared.remove(key);
  }

  @Override
  public void discard(Entry entry) {
    local.discard(entry);
    shared.discard(entry);
  }

  @Override
  public void clear() {
    local.clear();
    shared.clear();
  }

  @Override
  public Size size() {
    return local.size();
  }

  @Override
  public void close() {
    local.close();
    shared.close();
  }

  /** Keeps what came from afar at hand, unless what is there already is as good. */
  private Entry brought(Entry far, @Nullable Entry near, Predicate<Entry> sufficient) {
    if (near != null && !sufficient.test(far) && near.created() >= far.created()) {
      return near;
    }
    keepNear(far);
    return far;
  }

  private void keepNear(Entry entry) {
    if (entry.content() instanceof Amount) {
      local.remove(entry.key());
    } else {
      local.put(entry);
    }
  }
}
