// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;
import java.util.function.ToLongFunction;

/**
 * Counts what happens in a named cache or under one of its rules, and tells the listeners. What is
 * counted for a rule is counted there only; the cache adds up when it is asked. Thread-safe.
 */
final class CacheCounters {
  private final String name;
  private final Listeners listeners;
  private final BiConsumer<String, CacheCounters> onRule;
  private final ConcurrentMap<String, CacheCounters> rules = new ConcurrentHashMap<>();
  private final Map<CacheEvent, LongAdder> counts = new EnumMap<>(CacheEvent.class);
  private final LongAdder makingNanos = new LongAdder();

  /**
   * Counts for a named cache.
   *
   * @param onRule told of the counters of each rule, at least once
   */
  CacheCounters(String name, Listeners listeners, BiConsumer<String, CacheCounters> onRule) {
    this.name = name;
    this.listeners = listeners;
    this.onRule = onRule;
    for (CacheEvent event : CacheEvent.values()) {
      counts.put(event, new LongAdder());
    }
  }

  /**
   * Returns the counters of a rule, always the same.
   *
   * @throws IllegalArgumentException if its name is empty
   */
  CacheCounters ofRule(String rule) {
    CacheCounters known = rules.get(rule);
    return known != null ? known : newRule(rule);
  }

  /** Returns the counters of the rules there are now. */
  Collection<CacheCounters> rules() {
    return List.copyOf(rules.values());
  }

  /** Returns the name of the cache, or of cache and rule with a slash between. */
  String name() {
    return name;
  }

  /** Counts and tells something that has no detail. */
  void count(CacheEvent event, String fullKey) {
    count(event, fullKey, "");
  }

  /** Counts and tells. */
  void count(CacheEvent event, String fullKey, String detail) {
    adder(event).increment();
    listeners.tell(name, event, fullKey, detail);
  }

  /** Tells of an invalidation, which is not counted. */
  void tell(Invalidation invalidation) {
    listeners.tell(invalidation);
  }

  /** Adds to the time spent making. */
  void addMakingTime(Duration time) {
    makingNanos.add(time.toNanos());
  }

  /** Returns the counts until now, those of the rules among them. */
  CacheStatistics statistics(Store.Size size) {
    List<CacheCounters> all = new ArrayList<>(rules.values());
    all.add(this);
    return sum(all, size);
  }

  /** Returns the counts until now, without those of the rules. */
  CacheStatistics ownStatistics(Store.Size size) {
    return sum(List.of(this), size);
  }

  private CacheCounters newRule(String rule) {
    if (rule.isEmpty()) {
      throw new IllegalArgumentException("a rule of cache '" + name + "' has an empty name");
    }
    CacheCounters counters =
        rules.computeIfAbsent(
            rule, r -> new CacheCounters(name + '/' + r, listeners, (part, ignored) -> {}));
    onRule.accept(rule, counters);
    return counters;
  }

  private static CacheStatistics sum(List<CacheCounters> all, Store.Size size) {
    ToLongFunction<CacheEvent> count =
        event -> all.stream().mapToLong(counters -> counters.adder(event).sum()).sum();
    return new CacheStatistics(
        count.applyAsLong(CacheEvent.HIT),
        count.applyAsLong(CacheEvent.STALE_HIT),
        count.applyAsLong(CacheEvent.MISS),
        count.applyAsLong(CacheEvent.PUT),
        count.applyAsLong(CacheEvent.REFUSAL),
        count.applyAsLong(CacheEvent.BYPASS),
        count.applyAsLong(CacheEvent.COLLAPSED),
        count.applyAsLong(CacheEvent.MAKING),
        count.applyAsLong(CacheEvent.FAILURE),
        count.applyAsLong(CacheEvent.RESCUE),
        count.applyAsLong(CacheEvent.REJECTION),
        count.applyAsLong(CacheEvent.EVICTION),
        count.applyAsLong(CacheEvent.EXPIRATION),
        count.applyAsLong(CacheEvent.UNREADABLE),
        Duration.ofNanos(all.stream().mapToLong(counters -> counters.makingNanos.sum()).sum()),
        size.entries(),
        size.bytes());
  }

  private LongAdder adder(CacheEvent event) {
    return Objects.requireNonNull(counts.get(event));
  }
}
