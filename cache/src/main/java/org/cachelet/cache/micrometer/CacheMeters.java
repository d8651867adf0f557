// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache.micrometer;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.cachelet.cache.CacheStatistics;
import org.cachelet.cache.CachesObserver;
import org.cachelet.cache.SharingHealth;

/**
 * The meters of one application's caches in one registry. Used by one thread at a time.
 *
 * <p>Micrometer holds what a meter measures weakly, so each meter's function holds it too: what is
 * measured lives for as long as the meter, which goes when the caches are closed.
 */
final class CacheMeters implements CachesObserver {
  private final MeterRegistry registry;
  private final Tags tags;
  private final List<Meter> meters = new ArrayList<>();

  CacheMeters(MeterRegistry registry, Tags tags) {
    this.registry = registry;
    this.tags = tags;
  }

  @Override
  public void onCache(String cache, String rule, Supplier<CacheStatistics> statistics) {
    Tags ofCache = tags.and("cache", cache);
    addCounters(new Source(ofCache.and("rule", rule), statistics));
    if (rule.isEmpty()) {
      addRemovalsAndSizes(new Source(ofCache, statistics));
    }
  }

  /** Adds the meters of what is shared with other nodes. */
  void addSharing(Supplier<SharingHealth> health) {
    show(
        "cachelet.backend.up",
        "1 if Redis is asked, else 0.",
        health,
        h -> number(h.backend().isUp()));
    show(
        "cachelet.log.current",
        "1 if the invalidations of all nodes are known, else 0.",
        health,
        h -> number(h.isCurrent()));
    show(
        "cachelet.log.pending",
        "Invalidations that others were not told yet.",
        health,
        SharingHealth::pending);
    sum("cachelet.backend.failures", "Calls that failed.", health, h -> h.backend().failures());
    sum("cachelet.backend.rejected", "Calls not made.", health, h -> h.backend().rejected());
  }

  @Override
  public void onClose() {
    meters.forEach(registry::remove);
    meters.clear();
  }

  private void addCounters(Source source) {
    String gets = "Lookups, by what they found.";
    count("cache.gets", gets, source.with("result", "hit"), CacheStatistics::hits);
    count("cache.gets", gets, source.with("result", "stale"), CacheStatistics::staleHits);
    count("cache.gets", gets, source.with("result", "miss"), CacheStatistics::misses);
    count("cache.puts", "Entries stored.", source, CacheStatistics::puts);
    count("cachelet.refusals", "Contents not to be stored.", source, CacheStatistics::refusals);
    count("cachelet.bypasses", "Requests past the cache.", source, CacheStatistics::bypasses);
    count("cachelet.collapsed", "Makings saved.", source, CacheStatistics::collapsed);
    count("cachelet.failures", "Makings that failed.", source, CacheStatistics::failures);
    count("cachelet.rescues", "Stale entries used then.", source, CacheStatistics::rescues);
    count("cachelet.rejections", "Requests turned away.", source, CacheStatistics::rejections);
    timeMakings(source);
  }

  private void addRemovalsAndSizes(Source source) {
    String expired = "Entries removed for their time was over.";
    count("cache.evictions", "Entries removed for room.", source, CacheStatistics::evictions);
    count("cachelet.expirations", expired, source, CacheStatistics::expirations);
    count("cachelet.unreadable", "Damaged entries.", source, CacheStatistics::unreadable);
    measure("cache.size", "Entries stored.", source, CacheStatistics::entries);
    measure("cachelet.bytes", "Heap of the entries, in bytes.", source, CacheStatistics::bytes);
  }

  private void count(
      String name, String description, Source source, ToLongFunction<CacheStatistics> value) {
    meters.add(
        FunctionCounter.builder(name, source, same -> source.ask(value))
            .description(description)
            .tags(source.tags())
            .register(registry));
  }

  private void measure(
      String name, String description, Source source, ToLongFunction<CacheStatistics> value) {
    meters.add(
        Gauge.builder(name, () -> source.ask(value))
            .description(description)
            .tags(source.tags())
            .register(registry));
  }

  private void timeMakings(Source source) {
    meters.add(
        FunctionTimer.builder(
                "cachelet.makings",
                source,
                same -> source.ask(CacheStatistics::makings),
                same -> source.ask(statistics -> statistics.makingTime().toNanos()),
                TimeUnit.NANOSECONDS)
            .description("Contents made, and the time that took.")
            .tags(source.tags())
            .register(registry));
  }

  private void show(
      String name,
      String description,
      Supplier<SharingHealth> health,
      ToLongFunction<SharingHealth> value) {
    meters.add(
        Gauge.builder(name, () -> value.applyAsLong(health.get()))
            .description(description)
            .tags(tags)
            .register(registry));
  }

  private void sum(
      String name,
      String description,
      Supplier<SharingHealth> health,
      ToLongFunction<SharingHealth> value) {
    meters.add(
        FunctionCounter.builder(name, health, same -> value.applyAsLong(health.get()))
            .description(description)
            .tags(tags)
            .register(registry));
  }

  private static long number(boolean flag) {
    return flag ? 1 : 0;
  }

  /** Where meters take their values from, and the tags that say so. */
  private record Source(Tags tags, Supplier<CacheStatistics> statistics) {
    Source with(String key, String value) {
      return new Source(tags.and(key, value), statistics);
    }

    long ask(ToLongFunction<CacheStatistics> value) {
      return value.applyAsLong(statistics.get());
    }
  }
}
