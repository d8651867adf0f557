// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A named cache on the level of entries: what {@link Cache}, the page filter and the fragment tags
 * are built on. Thread-safe.
 *
 * <p>The walk is always the same: {@link #lookup}; if there is nothing usable, {@link #join} a
 * flight; as leader {@link #begin} a making, make the content, {@link #put} it, and end the flight.
 */
public final class EntryCache {
  /**
   * The longest making whose content is stored. Invalidations of single keys need to be remembered
   * for that long only.
   */
  static final Duration LONGEST_MAKING = Duration.ofMinutes(10);

  /** No random number of 53 bits is so small that XFetch renews earlier than this many makings. */
  private static final int EARLIEST_RENEWAL = 37;

  private final Parts parts;
  private final CacheCounters counters;
  private final long pinnedVersion;
  private final Validity validity;
  private final Predicate<Entry> fresh;
  private volatile Namespace namespace;

  /** Makes a cache with the version that the log knows. */
  EntryCache(Parts parts) {
    this(parts, parts.counters(), 0);
  }

  private EntryCache(Parts parts, CacheCounters counters, long pinnedVersion) {
    this.parts = parts;
    this.counters = counters;
    this.pinnedVersion = pinnedVersion;
    this.validity = new Validity(parts.name(), parts.log(), parts.time());
    this.fresh = validity::isFresh;
    this.namespace = namespaceOf(version());
  }

  /** Returns the cache's name. */
  public String name() {
    return parts.name();
  }

  /** Returns the cache's options. */
  public CacheOptions options() {
    return parts.options();
  }

  /**
   * Returns this cache for the use of one rule, with counters of its own, which all who use that
   * rule share.
   *
   * @param rule its name; there must not be many, for their counters are kept for good
   * @throws IllegalArgumentException if the name is empty
   */
  public EntryCache forRule(String rule) {
    return new EntryCache(parts, parts.counters().ofRule(rule), pinnedVersion);
  }

  /** Returns this cache with its keys at one version for good. */
  EntryCache withVersion(long version) {
    return new EntryCache(parts, counters, version);
  }

  /** Returns the version of the keys in use. */
  long version() {
    return pinnedVersion > 0
        ? pinnedVersion
        : parts.options().version() + parts.log().versionSteps(parts.name());
  }

  /** Looks up a key, and counts what was found. */
  public Lookup lookup(String key) {
    String fullKey = fullKey(key);
    Lookup lookup = judged(parts.store().get(fullKey, fresh));
    counters.count(eventOf(lookup.freshness()), fullKey);
    return lookup;
  }

  /** Counts what was found by {@link #peek}. */
  public void count(Lookup lookup, String key) {
    Entry entry = lookup.entryOrNull();
    counters.count(eventOf(lookup.freshness()), entry == null ? fullKey(key) : entry.key());
  }

  /** Looks up a key without counting. */
  public Lookup peek(String key) {
    return judged(parts.store().get(fullKey(key), fresh));
  }

  /**
   * Looks up, without counting, a key behind its prefix, which spares a copy of the key.
   *
   * @param fullKey the key behind {@link #keyPrefix}
   */
  public Lookup peekFull(String fullKey) {
    return judged(parts.store().get(fullKey, fresh));
  }

  /** Returns what stands before each key in the store, until the version changes. */
  public String keyPrefix() {
    Namespace current = namespace;
    long version = version();
    if (current.version() != version) {
      current = namespaceOf(version);
      namespace = current;
    }
    return current.text();
  }

  /** Looks up several keys in one go, and counts what was found. */
  public Map<String, Lookup> lookupAll(Collection<String> keys) {
    Map<String, String> fullKeys = new LinkedHashMap<>();
    keys.forEach(key -> fullKeys.put(key, fullKey(key)));
    Map<String, Entry> found = parts.store().getAll(fullKeys.values(), fresh);
    Map<String, Lookup> lookups = new LinkedHashMap<>();
    fullKeys.forEach(
        (key, fullKey) -> {
          Lookup lookup = judged(found.get(fullKey));
          lookups.put(key, lookup);
          counters.count(eventOf(lookup.freshness()), fullKey);
        });
    return lookups;
  }

  /** Takes part in the making of the content under a key, see {@link Flight}. */
  public Flight join(String key) {
    return parts.flights().join(fullKey(key), this::freshEntry);
  }

  /** Begins the making of the content under a key, as a part of what this thread is making. */
  public Making begin(String key) {
    Making making = new Making(fullKey(key), now(), parts.log().latest());
    counters.count(CacheEvent.MAKING, making.fullKey());
    return making;
  }

  /**
   * Stores a content that was made, unless it must not be shared or is outdated already, and hands
   * what it depended on up to the content around it.
   *
   * @param lifetime from rule or caller; shortened by jitter and by the lifetimes of parts
   * @return what was stored, or why nothing was
   */
  public Stored put(Making making, Content content, Lifetime lifetime) {
    return putUnder(making.fullKey(), making, content, lifetime);
  }

  /**
   * Stores a content as {@link #put(Making, Content, Lifetime)} does, under a key that was not
   * known before the content was made.
   */
  public Stored put(Making making, String key, Content content, Lifetime lifetime) {
    return putUnder(fullKey(key), making, content, lifetime);
  }

  /** Stores, for the longest time, what leads to other content and depends on nothing. */
  public void keep(String key, Content content) {
    put(entry(key, content).lifetime(Lifetime.of(Lifetime.MAX)).build());
  }

  private Stored putUnder(String fullKey, Making making, Content content, Lifetime lifetime) {
    Optional<Entry> entry = made(fullKey, making, content, lifetime);
    return entry.isPresent() ? put(entry.get()) : new Stored(Flight.Outcome.UNSHARED, null);
  }

  /**
   * Returns the entry for a content that was made, unless it must not be stored, as {@link #put}.
   */
  Optional<Entry> made(Making making, Content content, Lifetime lifetime) {
    return made(making.fullKey(), making, content, lifetime);
  }

  /** Returns the entry for a content that was made, under a key that was not known before. */
  Optional<Entry> made(Making making, String key, Content content, Lifetime lifetime) {
    return made(fullKey(key), making, content, lifetime);
  }

  private Optional<Entry> made(String fullKey, Making making, Content content, Lifetime lifetime) {
    Dependencies dependencies = making.dependencies();
    dependencies.limitLifetime(lifetime.fresh()).handUp();
    long now = now();
    Optional<String> refusal =
        dependencies.refusal().or(dependencies::uniqueness).or(() -> tooLong(making, now));
    if (refusal.isPresent()) {
      refuse(making, refusal.get());
      return Optional.empty();
    }
    counters.addMakingTime(making.time(now));
    return Optional.of(
        new Entry.Builder(fullKey, content)
            .created(now)
            .lifetime(shortened(lifetime, dependencies))
            .makingTime(making.time(now))
            .since(dependencies.since())
            .tags(dependencies.tags())
            .inputs(dependencies.inputs())
            .build());
  }

  /** Counts a content that was made and must not be stored, so that nobody waits for it soon. */
  public void refuse(Making making, String reason) {
    counters.addMakingTime(making.time(now()));
    counters.count(CacheEvent.REFUSAL, making.fullKey(), reason);
    parts.flights().noteUnshared(making.fullKey());
  }

  /** Counts the failure of a making. */
  public void fail(Making making, String reason) {
    counters.addMakingTime(making.time(now()));
    counters.count(CacheEvent.FAILURE, making.fullKey(), reason);
  }

  /** Counts something that this cache cannot see. */
  public void count(CacheEvent event, String detail) {
    counters.count(event, "", detail);
  }

  /** Returns what happened, under the cache's rules too, or under the one that this is for. */
  public CacheStatistics statistics() {
    boolean whole = counters == parts.counters();
    return counters.statistics(whole ? parts.store().size() : Store.Size.UNKNOWN);
  }

  /** Invalidates content, in whichever cache, and tells the listeners. */
  Delivery invalidate(Invalidation invalidation) {
    Delivery delivery = parts.log().append(invalidation);
    counters.tell(invalidation);
    return delivery;
  }

  /** Invalidates the entries under some keys, also those that are being made. */
  Delivery delete(Collection<String> keys) {
    List<String> fullKeys = keys.stream().map(this::fullKey).toList();
    Delivery delivery = invalidate(Invalidation.ofKeys(Set.copyOf(fullKeys)));
    fullKeys.forEach(parts.store()::remove);
    return delivery;
  }

  /**
   * Makes sure that no node goes on with what it has under some keys in its own memory, before
   * other values are put there. Costs nothing where all nodes look into the same store.
   */
  void prepareToReplace(Collection<String> keys) {
    if (parts.options().store() == StoreKind.TIERED) {
      Set<String> fullKeys = keys.stream().map(this::fullKey).collect(Collectors.toSet());
      parts.log().append(Invalidation.ofKeys(fullKeys));
    }
  }

  /** Stores entries of the caller's making, in one go. */
  void putAll(Collection<Entry> added) {
    parts.store().putAll(added);
    added.forEach(entry -> counters.count(CacheEvent.PUT, entry.key()));
  }

  /** Stores what was made and is not outdated already, in one go. */
  void putAllValid(Collection<Entry> made) {
    putAll(made.stream().filter(entry -> !validity.isOutdated(entry)).toList());
  }

  /** Stores an entry of the caller's making, unless there is a usable one. */
  boolean putIfAbsent(Entry entry) {
    boolean stored =
        parts
            .store()
            .putIfAbsent(entry, e -> validity.isUsable(e) && e.content() != Nothing.INSTANCE);
    if (stored) {
      counters.count(CacheEvent.PUT, entry.key());
    }
    return stored;
  }

  /** Adds to the amount under the key of {@code initial}, and returns the sum. */
  long add(Entry initial, long delta) {
    Entry sum = parts.store().add(initial, delta, validity::isUsable);
    return ((Amount) sum.content()).value();
  }

  /** Gives a usable entry a new lifetime that begins now. */
  boolean touch(String key, Lifetime lifetime) {
    return parts.store().touch(fullKey(key), jittered(lifetime), now(), validity::isUsable);
  }

  /** Invalidates all entries of this cache, and frees their memory. */
  Delivery clear() {
    Delivery delivery = invalidate(Invalidation.ofCache(name()));
    parts.store().clear();
    return delivery;
  }

  /** Returns an entry of the caller's making, begun now. */
  Entry.Builder entry(String key, Content content) {
    return new Entry.Builder(fullKey(key), content).created(now()).since(parts.log().latest());
  }

  Stored put(Entry entry) {
    if (validity.isOutdated(entry)) {
      return new Stored(Flight.Outcome.OUTDATED, null);
    }
    parts.store().put(entry);
    parts.flights().noteShared(entry.key());
    counters.count(CacheEvent.PUT, entry.key());
    return new Stored(Flight.Outcome.STORED, entry);
  }

  private @Nullable Entry freshEntry(String fullKey) {
    Entry entry = parts.store().get(fullKey, fresh);
    return entry != null && validity.isFresh(entry) ? entry : null;
  }

  /** Returns a lifetime whose fresh time is shortened at random. */
  Lifetime jittered(Lifetime lifetime) {
    double share = 1 - parts.options().jitter() * parts.random().getAsDouble();
    return lifetime.withFresh(Duration.ofMillis(Math.round(lifetime.fresh().toMillis() * share)));
  }

  /** Returns what says what entries may be used for. */
  Validity validity() {
    return validity;
  }

  CacheCounters counters() {
    return counters;
  }

  long now() {
    return parts.time().millis();
  }

  /** Returns the key with prefix, cache and version before it. */
  String fullKey(String key) {
    return keyPrefix().concat(key);
  }

  private Namespace namespaceOf(long version) {
    return new Namespace(version, parts.prefix() + ':' + parts.name() + ":v" + version + ':');
  }

  private Lookup judged(@Nullable Entry entry) {
    if (entry == null) {
      return Lookup.MISS;
    }
    long now = now();
    Freshness freshness = validity.freshness(entry, now);
    if (freshness == Freshness.NONE) {
      parts.store().discard(entry);
      return Lookup.MISS;
    }
    if (!validity.isTrusted(entry, now)) {
      return entry.isUsableOnError(now)
          ? new Lookup(entry, Freshness.STALE_IF_ERROR, false)
          : Lookup.MISS; // not discarded: it may turn out valid
    }
    return new Lookup(entry, freshness, freshness == Freshness.FRESH && isRenewalDue(entry, now));
  }

  private boolean isRenewalDue(Entry entry, long now) {
    double reach = entry.makingMillis() * parts.options().earlyRenewal();
    long left = entry.freshUntil() - now;
    return left < reach * EARLIEST_RENEWAL
        && left < -reach * Math.log(1 - parts.random().getAsDouble());
  }

  private Lifetime shortened(Lifetime lifetime, Dependencies dependencies) {
    Lifetime limited = dependencies.lifetimeLimit().map(lifetime::limitedTo).orElse(lifetime);
    return jittered(limited);
  }

  private static Optional<String> tooLong(Making making, long now) {
    return making.time(now).compareTo(LONGEST_MAKING) > 0
        ? Optional.of("the making took longer than " + LONGEST_MAKING.toMinutes() + " minutes")
        : Optional.empty();
  }

  private static CacheEvent eventOf(Freshness freshness) {
    return switch (freshness) {
      case FRESH -> CacheEvent.HIT;
      case STALE_WHILE_REVALIDATE -> CacheEvent.STALE_HIT;
      case STALE_IF_ERROR, NONE -> CacheEvent.MISS;
    };
  }

  /**
   * What became of a content that was made.
   *
   * @param outcome {@link Flight.Outcome#STORED}, {@link Flight.Outcome#UNSHARED} or {@link
   *     Flight.Outcome#OUTDATED}
   * @param entryOrNull what was stored; null exactly if nothing was
   */
  public record Stored(Flight.Outcome outcome, @Nullable Entry entryOrNull) {
    /** Returns what was stored, if anything was. */
    public Optional<Entry> entry() {
      return Optional.ofNullable(entryOrNull);
    }

    /** Ends the flight of the leader who made the content. */
    public void land(Flight flight) {
      if (entryOrNull != null) {
        flight.complete(entryOrNull);
      } else if (outcome == Flight.Outcome.OUTDATED) {
        flight.completeOutdated();
      } else {
        flight.completeUnshared();
      }
    }
  }

  /**
   * What a named cache is made of.
   *
   * @param prefix begins all keys of the application
   * @param random numbers from 0, included, to 1
   */
  record Parts(
      String prefix,
      String name,
      CacheOptions options,
      Store store,
      InvalidationLog log,
      Flights flights,
      InstantSource time,
      CacheCounters counters,
      DoubleSupplier random) {

    static final DoubleSupplier RANDOM = () -> ThreadLocalRandom.current().nextDouble();
  }

  private record Namespace(long version, String text) {}
}
