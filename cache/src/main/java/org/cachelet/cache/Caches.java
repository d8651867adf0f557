// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.management.MBeanServer;
import org.cachelet.cache.caffeine.CaffeineStore;
import org.cachelet.cache.redisson.RedisBackend;
import org.cachelet.codec.KryoCodec;
import org.cachelet.codec.ValueCodec;
import org.jspecify.annotations.Nullable;

/**
 * The named caches of one application. They share one log of invalidations, so that a tag reaches
 * the pages, fragments and values that carry it. Thread-safe.
 *
 * <pre>{@code
 * try (Caches caches = Caches.builder().build()) {
 *   Cache products = caches.cache("products");
 *   Product product = products.getOrCompute("17", Product.class, () -> database.load(17));
 * }
 * }</pre>
 */
public final class Caches implements AutoCloseable {
  /** The name of the cache that {@link #cache()} returns. */
  public static final String DEFAULT_NAME = "default";

  /** The name of the cache that {@link #fragments()} returns. */
  public static final String FRAGMENTS = "fragments";

  private static final Duration FAILURE_PAUSE = Duration.ofSeconds(10);

  private final String prefix;
  private final Function<String, CacheOptions> options;
  private final Keeping keeping;
  private final Listeners listeners;
  private final InstantSource time;
  private final DoubleSupplier random;
  private final Values values;
  private final @Nullable Backend backend;
  private final InvalidationLog log;
  private final Renewals renewals = new Renewals();
  private final CalmLog failures;
  private final Observers observers = new Observers();
  private final ConcurrentMap<String, Named> caches = new ConcurrentHashMap<>();

  private Caches(Builder b) {
    prefix = b.prefix;
    options = b.options;
    keeping = b.keeping;
    listeners = new Listeners(b.listeners, b.time);
    time = b.time;
    random = b.random;
    values = new Values(b.codec);
    backend =
        b.backend == null ? null : b.backend.open(new Backend.Needs(prefix, time, formats(values)));
    log = log(backend, time, b.maxTags);
    failures = new CalmLog(System.getLogger(Cache.class.getName()), time, FAILURE_PAUSE);
  }

  /** Returns caches as the settings say. */
  public static Caches of(Settings settings) {
    return builder().settings(settings).build();
  }

  /** Begins caches with the defaults of every setting. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns the cache named {@value #DEFAULT_NAME}. */
  public Cache cache() {
    return cache(DEFAULT_NAME);
  }

  /**
   * Returns the cache with this name, made on first use.
   *
   * @param name lower-case letters, digits and dashes, beginning with a letter, at most 32
   * @throws IllegalArgumentException if the name has another form
   */
  public Cache cache(String name) {
    return named(name).values();
  }

  /** Returns the fragments in the cache named {@value #FRAGMENTS}. */
  public FragmentCache fragments() {
    return fragments(FRAGMENTS);
  }

  /**
   * Returns the fragments in the cache with this name.
   *
   * @throws IllegalArgumentException if the name has another form than that of a cache
   */
  public FragmentCache fragments(String name) {
    return named(name).fragments();
  }

  /** Returns the cache with this name on the level of entries, for those who bring own content. */
  public EntryCache entries(String name) {
    return named(name).entries();
  }

  /** Invalidates all content with one of the tags, in every cache. */
  @CanIgnoreReturnValue
  public Delivery invalidateTags(String... tags) {
    return invalidate(Invalidation.ofTags(Set.of(tags), Invalidation.Depth.HARD));
  }

  /** Invalidates all content with one of the tags, or makes it stale, in every cache. */
  @CanIgnoreReturnValue
  public Delivery invalidateTags(Invalidation.Depth depth, Collection<String> tags) {
    return invalidate(Invalidation.ofTags(Set.copyOf(tags), depth));
  }

  /** Removes everything from every cache; what is being made is not stored. */
  @CanIgnoreReturnValue
  public Delivery clear() {
    Delivery delivery = invalidate(Invalidation.ofEverything());
    caches.values().forEach(named -> named.store().clear());
    return delivery;
  }

  /**
   * Returns what happened in each cache that was used, by name, and under each of its rules, by
   * {@code cache/rule}. The counts of a cache contain those of its rules.
   */
  public Map<String, CacheStatistics> statistics() {
    Map<String, CacheStatistics> all = new TreeMap<>();
    caches.values().forEach(named -> all.putAll(named.statistics()));
    return all;
  }

  /**
   * Tells somebody of each cache and rule that is used: of those until now at once, of others when
   * they are first used, until the caches are closed.
   */
  public void observe(CachesObserver observer) {
    observers.add(observer);
  }

  /** Returns how the sharing with other nodes is; empty if nothing is shared. */
  public Optional<SharingHealth> health() {
    return Optional.ofNullable(backend)
        .map(there -> new SharingHealth(there.health(), log.isCurrent(), log.pending()));
  }

  /** Returns the time that lifetimes are measured with. */
  public InstantSource time() {
    return time;
  }

  /** Drops all entries and ends all threads; the caches must not be used after. */
  @Override
  public void close() {
    observers.close();
    renewals.close();
    caches.values().forEach(named -> named.store().close());
    log.close();
    if (backend != null) {
      backend.close();
    }
  }

  /**
   * Returns what these caches share with other nodes, for what it can do besides; empty if they
   * share nothing, or over another backend.
   */
  public <B extends Backend> Optional<B> backend(Class<B> type) {
    return type.isInstance(backend) ? Optional.of(type.cast(backend)) : Optional.empty();
  }

  private Delivery invalidate(Invalidation invalidation) {
    Delivery delivery = log.append(invalidation);
    listeners.tell(invalidation);
    return delivery;
  }

  /** Returns the names of the caches that were used, sorted. */
  List<String> names() {
    return caches.keySet().stream().sorted().toList();
  }

  private Named named(String name) {
    Named known = caches.get(name);
    return known != null ? known : newlyNamed(checked(name));
  }

  private Named newlyNamed(String name) {
    Named named = caches.computeIfAbsent(name, this::make);
    observers.tell(name, "", named::ownStatistics); // twice is once, if several threads come here
    return named;
  }

  private Named make(String name) {
    CacheOptions own = options.apply(name);
    CacheCounters counters =
        new CacheCounters(
            name,
            listeners,
            (rule, counts) ->
                observers.tell(name, rule, () -> counts.statistics(Store.Size.UNKNOWN)));
    Store store = store(name, own, counters);
    Flights flights = new Flights(time, sharedBy(own).map(Backend::leases).orElse(null));
    EntryCache entries =
        new EntryCache(
            new EntryCache.Parts(prefix, name, own, store, log, flights, time, counters, random));
    return new Named(
        entries,
        new Cache(entries, values, renewals, failures),
        new FragmentCache(entries, failures),
        store);
  }

  private Store store(String name, CacheOptions own, CacheCounters counters) {
    Runnable onUnreadable = () -> counters.count(CacheEvent.UNREADABLE, "");
    Optional<Store> shared =
        sharedBy(own).map(there -> there.store(name, own.store(), onUnreadable));
    if (shared.isEmpty()) {
      return local(own, counters);
    }
    return own.store() == StoreKind.REDIS
        ? shared.get()
        : new TieredStore(local(own, counters), shared.get());
  }

  private Store local(CacheOptions own, CacheCounters counters) {
    return new CaffeineStore(
        keeping == Keeping.ENTRIES ? own.maxBytes() : 0,
        time,
        (entry, removal) -> counters.count(eventOf(removal), entry.key()));
  }

  private Optional<Backend> sharedBy(CacheOptions own) {
    return Optional.ofNullable(backend)
        .filter(b -> keeping == Keeping.ENTRIES && own.store() != StoreKind.LOCAL);
  }

  private static InvalidationLog log(@Nullable Backend backend, InstantSource time, int maxNames) {
    return backend == null
        ? new LocalInvalidationLog(time, maxNames)
        : SharedInvalidationLog.start(
            backend.stream(),
            time,
            new SharedInvalidationLog.Options(maxNames, backend.retention()));
  }

  /** Returns the formats of values, and those that other modules bring. */
  private static List<ContentFormat> formats(Values values) {
    List<ContentFormat> formats = new ArrayList<>(ValueFormats.of(values));
    ServiceLoader.load(ContentFormat.class).forEach(formats::add);
    return formats;
  }

  private static CacheEvent eventOf(CaffeineStore.Removal removal) {
    return removal == CaffeineStore.Removal.EXPIRED ? CacheEvent.EXPIRATION : CacheEvent.EVICTION;
  }

  private static String checked(String name) {
    boolean ok =
        !name.isEmpty()
            && name.length() <= 32
            && name.charAt(0) >= 'a'
            && name.charAt(0) <= 'z'
            && name.chars()
                .allMatch(c -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-');
    if (!ok) {
      throw new IllegalArgumentException(
          "cache name is '"
              + name
              + "', allowed are lower-case letters, digits and dashes, beginning with a letter, at"
              + " most 32");
    }
    return name;
  }

  /** Whether stores keep what they are given. */
  private enum Keeping {
    ENTRIES,
    NOTHING
  }

  private record Named(EntryCache entries, Cache values, FragmentCache fragments, Store store) {
    /** Returns what happened in the cache, and under each of its rules. */
    Map<String, CacheStatistics> statistics() {
      Map<String, CacheStatistics> all = new HashMap<>();
      all.put(entries.name(), entries.statistics());
      entries
          .counters()
          .rules()
          .forEach(counters -> all.put(counters.name(), counters.statistics(Store.Size.UNKNOWN)));
      return all;
    }

    /** Returns what happened in the cache under no rule. */
    CacheStatistics ownStatistics() {
      return entries.counters().ownStatistics(store.size());
    }
  }

  /** Collects what caches are made with. Used by one thread. */
  public static final class Builder {
    private String prefix = "cachelet";
    private Function<String, CacheOptions> options = name -> CacheOptions.DEFAULT;
    private Keeping keeping = Keeping.ENTRIES;
    private final List<CacheListener> listeners = new ArrayList<>();
    private InstantSource time = new MonotonicTime();
    private DoubleSupplier random = EntryCache.Parts.RANDOM;
    private Supplier<ValueCodec> codec = () -> KryoCodec.allowing(List.of());
    private int maxTags = 200_000;
    private Backend.@Nullable Opener backend;
    private @Nullable String application;
    private @Nullable Supplier<MBeanServer> mbeanServer = ManagementFactory::getPlatformMBeanServer;

    private Builder() {}

    /** Sets what begins all keys of the application; {@code cachelet} by default. */
    public Builder prefix(String value) {
      prefix = checked(value);
      return this;
    }

    /** Sets all that the settings say. */
    public Builder settings(Settings settings) {
      keeping = settings.value(CacheSettings.ENABLED) ? Keeping.ENTRIES : Keeping.NOTHING;
      maxTags = settings.value(CacheSettings.LOG_MAX_TAGS);
      codec = CacheSettings.codec(settings);
      backend = CacheSettings.sharesOverRedis(settings) ? RedisBackend.of(settings) : null;
      if (!settings.value(CacheSettings.JMX)) {
        withoutJmx();
      }
      return prefix(settings.value(CacheSettings.PREFIX))
          .options(name -> CacheSettings.optionsOf(name, settings));
    }

    /**
     * Sets what the caches share with other nodes; opened when they are built and closed with them.
     * Without it they are this process' alone.
     */
    public Builder backend(Backend.Opener value) {
      backend = value;
      return this;
    }

    /** Sets how each named cache behaves; asked once for each name. */
    public Builder options(Function<String, CacheOptions> value) {
      options = value;
      return this;
    }

    /** Adds somebody who is told of what happens. */
    public Builder listener(CacheListener added) {
      listeners.add(added);
      return this;
    }

    /**
     * Sets the time that lifetimes are measured with; by default one that no clock change moves.
     */
    public Builder time(InstantSource value) {
      time = value;
      return this;
    }

    /** Sets the codec for mutable values, asked for when the first one is met. */
    public Builder codec(Supplier<ValueCodec> value) {
      codec = value;
      return this;
    }

    /**
     * Sets how many invalidated tags are remembered, at least 10; entries older than the oldest
     * remembered one count as invalidated. 200,000 by default.
     */
    public Builder maxTags(int value) {
      maxTags = value;
      return this;
    }

    /**
     * Sets what the application is called where several are shown, as over JMX; by default as the
     * prefix.
     *
     * @throws IllegalArgumentException if the name is blank
     */
    public Builder application(String value) {
      if (value.isBlank()) {
        throw new IllegalArgumentException(
            "application is '" + value + "', allowed is any name that is not blank");
      }
      application = value;
      return this;
    }

    /** Does not show the caches over JMX. */
    public Builder withoutJmx() {
      mbeanServer = null;
      return this;
    }

    /** Sets where the caches are shown over JMX; asked for when the caches are built. */
    Builder mbeanServer(Supplier<MBeanServer> value) {
      mbeanServer = value;
      return this;
    }

    /** Sets where jitter and early renewal take their numbers from, 0 to 1. */
    Builder random(DoubleSupplier value) {
      random = value;
      return this;
    }

    /** Returns the caches, empty. */
    public Caches build() {
      Caches caches = new Caches(this);
      if (mbeanServer != null) {
        JmxBeans.show(caches, application != null ? application : prefix, mbeanServer);
      }
      return caches;
    }
  }
}
