// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.cachelet.codec.CodecException;

/**
 * A named cache of values. Thread-safe.
 *
 * <p>What a caller does to a value before or after it is stored never changes the cache: immutable
 * values are kept as they are, others are copied through bytes, which needs Kryo and the class's
 * name in {@code cachelet.codec.allow}. Whole numbers are counters: they are returned as the number
 * type that is asked for. Keys are 1 to {@value #MAX_KEY_LENGTH} characters.
 *
 * <p>A value that is read while other content is made becomes a part of that content: its tags
 * reach the content, which lives no longer than the value, see {@link Dependencies}.
 *
 * <p>All methods throw {@link IllegalArgumentException} for a key or tag that is not allowed.
 */
public final class Cache {
  /** The longest key, in characters. */
  public static final int MAX_KEY_LENGTH = 2_000;

  private final EntryCache entries;
  private final Values values;
  private final Renewals renewals;
  private final CalmLog log;

  Cache(EntryCache entries, Values values, Renewals renewals, CalmLog log) {
    this.entries = entries;
    this.values = values;
    this.renewals = renewals;
    this.log = log;
  }

  /** Returns the name. */
  public String name() {
    return entries.name();
  }

  /** Returns the value under a key; empty if there is none, or one of another type. */
  public <T> Optional<T> get(String key, Class<T> type) {
    return get(key, ValueType.of(type));
  }

  /** Returns the value under a key; empty if there is none, or one of another type. */
  public <T> Optional<T> get(String key, ValueType<T> type) {
    return used(entries.lookup(checked(key)), type);
  }

  /** Returns the values under some keys, as far as there are any, in one go. */
  public <T> Map<String, T> getAll(Collection<String> keys, Class<T> type) {
    return getAll(keys, ValueType.of(type));
  }

  /** Returns the values under some keys, as far as there are any, in one go. */
  public <T> Map<String, T> getAll(Collection<String> keys, ValueType<T> type) {
    keys.forEach(Cache::checked);
    Map<String, T> found = new LinkedHashMap<>();
    entries
        .lookupAll(keys)
        .forEach((key, lookup) -> used(lookup, type).ifPresent(value -> found.put(key, value)));
    return found;
  }

  /** Stores a value for the cache's own lifetime, in place of what was there. */
  public void put(String key, Object value) {
    put(key, value, PutOptions.DEFAULT);
  }

  /**
   * Stores a value, in place of what was there. If what the value was made of can change while it
   * is made, use {@link #getOrCompute}, which notices.
   *
   * @throws CodecException if the value is mutable and its class is not allowed
   */
  public void put(String key, Object value, PutOptions options) {
    Content content = values.contentOf(value);
    entries.prepareToReplace(List.of(checked(key)));
    entries.put(entry(key, content, options));
  }

  /** Stores values, each in place of what was there, in one go. */
  public void putAll(Map<String, ?> added) {
    putAll(added, PutOptions.DEFAULT);
  }

  /**
   * Stores values, each in place of what was there, in one go.
   *
   * @throws CodecException if a value is mutable and its class is not allowed; then none is stored
   */
  public void putAll(Map<String, ?> added, PutOptions options) {
    added.keySet().forEach(Cache::checked);
    Map<String, Content> contents = new LinkedHashMap<>();
    added.forEach((key, value) -> contents.put(key, values.contentOf(value)));
    entries.prepareToReplace(contents.keySet());
    entries.putAll(
        contents.entrySet().stream().map(e -> entry(e.getKey(), e.getValue(), options)).toList());
  }

  /** Stores a value for the cache's own lifetime, unless there is one. */
  public boolean putIfAbsent(String key, Object value) {
    return putIfAbsent(key, value, PutOptions.DEFAULT);
  }

  /**
   * Stores a value unless there is one; among all who try at the same time, one succeeds.
   *
   * @return whether it was stored
   * @throws CodecException if the value is mutable and its class is not allowed
   */
  public boolean putIfAbsent(String key, Object value, PutOptions options) {
    return entries.putIfAbsent(entry(key, values.contentOf(value), options));
  }

  /** Returns the value under a key, made and stored for the cache's own lifetime if need be. */
  public <T, X extends Exception> T getOrCompute(
      String key, Class<T> type, Maker<? extends T, X> maker) throws X {
    return getOrCompute(key, ValueType.of(type), PutOptions.DEFAULT, maker);
  }

  /**
   * Returns the value under a key, made and stored if need be. Among all who ask at the same time,
   * one makes the value and the others wait for it, for no longer than {@link
   * CacheOptions#flightWait()}; then, or when the making fails, they make it themselves. A value
   * whose tags are invalidated while it is made is returned and not stored.
   *
   * <p>If the lifetime has a stale part, the maker may be run later on another thread: it must not
   * use anything bound to the caller's request or transaction.
   *
   * @throws X what the maker throws, if there is no stale value to return instead
   * @throws NullPointerException if the maker returns null; {@link #findOrCompute} may find nothing
   * @throws CodecException if the value is mutable and its class is not allowed
   */
  public <T, X extends Exception> T getOrCompute(
      String key, ValueType<T> type, PutOptions options, Maker<? extends T, X> maker) throws X {
    return findOrCompute(key, type, options, () -> Optional.of(maker.make())).orElseThrow();
  }

  /**
   * Returns the value under a key as {@link #getOrCompute} does, where the maker may find nothing.
   * That is remembered for {@link CacheOptions#nothingTtl()}.
   *
   * @throws X what the maker throws, if there is no stale value to return instead
   * @throws CodecException if the value is mutable and its class is not allowed
   */
  public <T, X extends Exception> Optional<T> findOrCompute(
      String key,
      ValueType<T> type,
      PutOptions options,
      Maker<? extends Optional<? extends T>, X> maker)
      throws X {
    return new Computation<T, X>(this, checked(key), type, options, maker).run();
  }

  /** Adds one to the number under a key, atomically, see {@link #increment(String, long)}. */
  @CanIgnoreReturnValue
  public long increment(String key) {
    return increment(key, 1);
  }

  /** Adds to the number under a key, atomically, with the cache's own lifetime for a new one. */
  @CanIgnoreReturnValue
  public long increment(String key, long delta) {
    return increment(key, delta, PutOptions.DEFAULT);
  }

  /**
   * Adds to the number under a key, atomically for all who share the cache. An absent number counts
   * as zero and gets {@code options}; an existing one keeps its lifetime and tags.
   *
   * @return the sum
   * @throws IllegalStateException if there is a value that is no whole number
   * @throws ArithmeticException if the sum does not fit into a {@code long}
   */
  @CanIgnoreReturnValue
  public long increment(String key, long delta, PutOptions options) {
    return entries.add(entry(key, new Amount(delta), options), delta);
  }

  /** Subtracts one from the number under a key, atomically. */
  @CanIgnoreReturnValue
  public long decrement(String key) {
    return increment(key, -1);
  }

  /** Subtracts from the number under a key, atomically. */
  @CanIgnoreReturnValue
  public long decrement(String key, long delta) {
    return increment(key, Math.negateExact(delta));
  }

  /** Gives the value under a key the cache's own lifetime again, beginning now. */
  @CanIgnoreReturnValue
  public boolean touch(String key) {
    return touch(key, entries.options().lifetime());
  }

  /**
   * Gives the value under a key a new lifetime that begins now.
   *
   * @return whether there was a value
   */
  @CanIgnoreReturnValue
  public boolean touch(String key, Lifetime lifetime) {
    return entries.touch(checked(key), lifetime);
  }

  /** Returns whether there is a value under a key. */
  public boolean contains(String key) {
    Lookup lookup = entries.peek(checked(key));
    return lookup.isUsable() && !isNothing(lookup.found());
  }

  /**
   * Removes the value under a key; one that is being made is not stored.
   *
   * @return whether there was a value
   */
  @CanIgnoreReturnValue
  public boolean delete(String key) {
    boolean there = contains(key);
    entries.delete(List.of(key));
    return there;
  }

  /** Removes the values under some keys; those that are being made are not stored. */
  @CanIgnoreReturnValue
  public Delivery deleteAll(Collection<String> keys) {
    keys.forEach(Cache::checked);
    return entries.delete(keys);
  }

  /** Removes everything from this cache, of every version; what is being made is not stored. */
  @CanIgnoreReturnValue
  public Delivery clear() {
    return entries.clear();
  }

  /**
   * Invalidates all content with one of the tags, in every cache of the application: a tag names
   * what content is about, not where it is kept.
   */
  @CanIgnoreReturnValue
  public Delivery invalidateTags(String... tags) {
    return invalidateTags(Invalidation.Depth.HARD, tags);
  }

  /** Invalidates all content with one of the tags, or makes it stale, in every cache. */
  @CanIgnoreReturnValue
  public Delivery invalidateTags(Invalidation.Depth depth, String... tags) {
    return entries.invalidate(Invalidation.ofTags(Set.of(tags), depth));
  }

  /** Returns the version of the keys in use. */
  public long version() {
    return entries.version();
  }

  /**
   * Returns this cache at one version of its keys for good: what is stored under one version is not
   * found under another.
   *
   * @param version 1 or more
   */
  public Cache withVersion(long version) {
    if (version < 1) {
      throw new IllegalArgumentException("version is " + version + ", allowed is 1 or more");
    }
    return new Cache(entries.withVersion(version), values, renewals, log);
  }

  /**
   * Steps to the next version of the keys, so that nothing stored before is found any more, except
   * through {@link #withVersion}.
   *
   * @return the new version
   */
  @CanIgnoreReturnValue
  public long bumpVersion() {
    entries.invalidate(Invalidation.ofVersion(name()));
    return version();
  }

  /** Returns what happened, and how much is stored. */
  public CacheStatistics statistics() {
    return entries.statistics();
  }

  EntryCache entries() {
    return entries;
  }

  Renewals renewals() {
    return renewals;
  }

  /** Logs that a value could not be made anew; the stale one was served. */
  void renewalFailed(String key, Exception failure) {
    log.warn(
        "renewal in " + name(), "renewal of '" + key + "' in cache " + name() + " failed", failure);
  }

  /** Logs that a value depends on what is not in its key. */
  void notStored(String key, Input input) {
    log.warn(
        "inputs in " + name(),
        "value under '"
            + key
            + "' in cache "
            + name()
            + " is not stored, since "
            + input
            + " of the request was read while it was made; read it before, and put it into the key");
  }

  <T> Content contentOf(Optional<T> value) {
    return value.<Content>map(values::contentOf).orElse(Nothing.INSTANCE);
  }

  boolean isNothing(Entry entry) {
    return entry.content() == Nothing.INSTANCE;
  }

  /** Returns the value of an entry; empty if it is of another type or cannot be read. */
  <T> Optional<T> valueOf(Entry entry, ValueType<T> type) {
    try {
      return values.valueOf(entry.content(), type);
    } catch (CodecException e) {
      log.warn("reading in " + name(), "value under '" + entry.key() + "' cannot be read", e);
      return Optional.empty();
    }
  }

  private <T> Optional<T> used(Lookup lookup, ValueType<T> type) {
    if (!lookup.isUsable()) {
      return Optional.empty();
    }
    Entry entry = lookup.found();
    Dependencies.current().add(entry, entries.validity().remaining(entry));
    return valueOf(entry, type);
  }

  private Entry entry(String key, Content content, PutOptions options) {
    Lifetime lifetime = options.lifetime().orElse(entries.options().lifetime());
    return entries
        .entry(checked(key), content)
        .lifetime(entries.jittered(lifetime))
        .tags(options.tags())
        .build();
  }

  private static String checked(String key) {
    if (key.isEmpty() || key.length() > MAX_KEY_LENGTH) {
      throw new IllegalArgumentException(
          "cache key has "
              + key.length()
              + " characters, allowed are 1 to "
              + MAX_KEY_LENGTH
              + (key.isEmpty() ? "" : ": " + key.substring(0, 60) + "..."));
    }
    return key;
  }
}
