// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache.caffeine;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.RemovalCause;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.cachelet.cache.Amount;
import org.cachelet.cache.Entry;
import org.cachelet.cache.Lifetime;
import org.cachelet.cache.Store;
import org.jspecify.annotations.Nullable;

/** A store in this process, bounded by the heap that its entries take. Thread-safe. */
public final class CaffeineStore implements Store {
  private final Cache<String, Entry> entries;
  private final InstantSource time;
  private final BiConsumer<Entry, Removal> onRemoval;

  /**
   * Makes an empty store.
   *
   * @param maxBytes heap that the entries may take; beyond it, those least likely to be used again
   *     are evicted
   * @param onRemoval told of each entry that was evicted for room or that expired
   */
  public CaffeineStore(long maxBytes, InstantSource time, BiConsumer<Entry, Removal> onRemoval) {
    this.time = time;
    this.onRemoval = onRemoval;
    this.entries =
        Caffeine.newBuilder()
            .maximumWeight(maxBytes)
            .weigher((String key, Entry entry) -> (int) Math.min(entry.weight(), Integer.MAX_VALUE))
            .expireAfter(new EndOfUse())
            .ticker(() -> TimeUnit.MILLISECONDS.toNanos(time.millis()))
            .executor(Runnable::run) // a shared pool's threads would outlive the application
            .evictionListener(this::removed)
            .build();
  }

  @Override
  public @Nullable Entry get(String key) {
    return entries.getIfPresent(key);
  }

  @Override
  public Map<String, Entry> getAll(Collection<String> keys) {
    return entries.getAllPresent(keys);
  }

  @Override
  public boolean put(Entry entry) {
    entries.put(entry.key(), entry);
    return true;
  }

  @Override
  public boolean putAll(Collection<Entry> added) {
    added.forEach(this::put);
    return true;
  }

  @Override
  public boolean putIfAbsent(Entry entry, Predicate<Entry> usable) {
    Entry kept =
        entries
            .asMap()
            .compute(entry.key(), (key, old) -> old != null && usable.test(old) ? old : entry);
    return entry.equals(kept);
  }

  @Override
  public Entry add(Entry initial, long delta, Predicate<Entry> usable) {
    return Objects.requireNonNull(
        entries
            .asMap()
            .compute(
                initial.key(),
                (key, old) -> old != null && usable.test(old) ? sum(old, delta) : initial));
  }

  @Override
  public boolean touch(String key, Lifetime lifetime, long now, Predicate<Entry> usable) {
    Entry[] touched = new Entry[1];
    entries
        .asMap()
        .computeIfPresent(
            key,
            (k, old) -> {
              if (!usable.test(old)) {
                return old;
              }
              touched[0] = old.toBuilder().created(now).lifetime(lifetime).build();
              return touched[0];
            });
    return touched[0] != null;
  }

  @Override
  public void remove(String key) {
    entries.invalidate(key);
  }

  @Override
  public void discard(Entry entry) {
    entries.asMap().remove(entry.key(), entry);
  }

  @Override
  public void clear() {
    entries.invalidateAll();
  }

  @Override
  public Size size() {
    long bytes = entries.policy().eviction().orElseThrow().weightedSize().orElse(0);
    return new Size(entries.estimatedSize(), bytes);
  }

  /** Removes what expired and what is too much; for tests and measurements. */
  public void settle() {
    entries.cleanUp();
  }

  @Override
  public void close() {
    clear();
  }

  private static Entry sum(Entry old, long delta) {
    if (!(old.content() instanceof Amount amount)) {
      throw new IllegalStateException("content under key '" + old.key() + "' is not a number");
    }
    Amount sum = new Amount(Math.addExact(amount.value(), delta));
    return old.withContent(sum);
  }

  private void removed(@Nullable String key, @Nullable Entry entry, RemovalCause cause) {
    if (entry != null) { // it is strongly held, so always there
      onRemoval.accept(entry, cause == RemovalCause.EXPIRED ? Removal.EXPIRED : Removal.EVICTED);
    }
  }

  /** Why the store removed an entry by itself. */
  public enum Removal {
    /** There was no room. */
    EVICTED,
    /** Its time was over. */
    EXPIRED
  }

  /** Ends an entry when it is of no use to anybody. */
  private final class EndOfUse implements Expiry<String, Entry> {
    @Override
    public long expireAfterCreate(String key, Entry entry, long now) {
      long millis = Math.max(0, entry.usableUntil() - time.millis());
      return Duration.ofMillis(Math.min(millis, Lifetime.MAX.toMillis())).toNanos();
    }

    @Override
    public long expireAfterUpdate(String key, Entry entry, long now, long current) {
      return expireAfterCreate(key, entry, now);
    }

    @Override
    public long expireAfterRead(String key, Entry entry, long now, long current) {
      return current;
    }
  }
}
