// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.cachelet.cache.Cache;
import org.cachelet.cache.CacheEvent;
import org.cachelet.cache.CacheOptions;
import org.cachelet.cache.Caches;
import org.cachelet.cache.EntryCache;
import org.cachelet.cache.Lifetime;
import org.cachelet.cache.PutOptions;
import org.cachelet.cache.ValueType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Meters in a real registry, after real use of the caches. */
final class CacheletMetricsTest {
  private static final ValueType<String> TEXT = ValueType.of(String.class);

  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
  private final InstantSource time = now::get;
  private final MeterRegistry registry = new SimpleMeterRegistry();
  private final Caches caches =
      Caches.builder()
          .time(time)
          .withoutJmx()
          .options(name -> CacheOptions.DEFAULT.withMaxBytes(1 << 20).withEarlyRenewal(0))
          .build();

  @AfterEach
  void close() {
    caches.close();
    registry.close();
  }

  @Test
  void meters_countWhatHappened_inACacheThatIsUsedLater() {
    new CacheletMetrics(caches).bindTo(registry);
    Cache products = caches.cache("products");
    assertThat(products.findOrCompute("a", TEXT, PutOptions.DEFAULT, this::slowly)).isPresent();
    assertThat(products.get("a", String.class)).isPresent();
    assertThat(products.get("a", String.class)).isPresent();
    assertThat(products.get("b", String.class)).isEmpty();
    assertThat(count("cache.gets", "cache", "products", "rule", "", "result", "hit")).isEqualTo(2);
    assertThat(count("cache.gets", "cache", "products", "rule", "", "result", "miss")).isEqualTo(2);
    assertThat(count("cache.puts", "cache", "products", "rule", "")).isEqualTo(1);
    assertThat(gauge("cache.size", "cache", "products")).isEqualTo(1);
    assertThat(gauge("cachelet.bytes", "cache", "products"))
        .isEqualTo((double) products.statistics().bytes())
        .isPositive();
    FunctionTimer makings =
        registry.get("cachelet.makings").tags("cache", "products", "rule", "").functionTimer();
    assertThat(makings.count()).isEqualTo(1);
    assertThat(makings.totalTime(TimeUnit.MILLISECONDS)).isEqualTo(250);
  }

  @Test
  void meters_countStaleHits_andRescues() {
    new CacheletMetrics(caches).bindTo(registry);
    Cache products = caches.cache("products");
    Duration second = Duration.ofSeconds(1);
    products.put("stale", "v", PutOptions.of(new Lifetime(second, second, Duration.ZERO)));
    products.put("rescue", "v", PutOptions.of(new Lifetime(second, Duration.ZERO, second)));
    pass(second);
    assertThat(products.get("stale", String.class)).isPresent();
    assertThat(products.getOrCompute("rescue", String.class, this::failing)).isEqualTo("v");
    assertThat(count("cache.gets", "cache", "products", "result", "stale")).isEqualTo(1);
    assertThat(count("cachelet.failures", "cache", "products")).isEqualTo(1);
    assertThat(count("cachelet.rescues", "cache", "products")).isEqualTo(1);
  }

  @Test
  void meters_countRemovals_whenThereIsNoRoomOrTheTimeIsOver() {
    new CacheletMetrics(caches).bindTo(registry);
    Cache products = caches.cache("products");
    products.put("short", "v", PutOptions.ofTtl(Duration.ofSeconds(1)));
    pass(Duration.ofMinutes(1));
    for (int i = 0; i < 10; i++) {
      products.put("large-" + i, "x".repeat(400_000));
    }
    assertThat(count("cachelet.expirations", "cache", "products")).isEqualTo(1);
    assertThat(count("cache.evictions", "cache", "products"))
        .isEqualTo((double) products.statistics().evictions())
        .isPositive();
  }

  @Test
  void counts_ofRulesAndOfNoRule_addUpToTheCache() {
    EntryCache pages = caches.entries("pages");
    EntryCache early = pages.forRule("catalog");
    new CacheletMetrics(caches).bindTo(registry);
    EntryCache late = pages.forRule("search");
    early.lookup("a");
    late.lookup("a");
    late.lookup("a");
    pages.lookup("a");
    late.count(CacheEvent.BYPASS, "method is POST");
    late.count(CacheEvent.REFUSAL, "status is 500");
    late.count(CacheEvent.COLLAPSED, "");
    assertThat(count("cache.gets", "rule", "catalog", "result", "miss")).isEqualTo(1);
    assertThat(count("cache.gets", "rule", "search", "result", "miss")).isEqualTo(2);
    assertThat(count("cache.gets", "rule", "", "result", "miss")).isEqualTo(1);
    assertThat(
            registry.get("cache.gets").tags("cache", "pages").functionCounters().stream()
                .mapToDouble(FunctionCounter::count)
                .sum())
        .isEqualTo((double) pages.statistics().misses())
        .isEqualTo(4);
    assertThat(count("cachelet.bypasses", "rule", "search")).isEqualTo(1);
    assertThat(count("cachelet.refusals", "rule", "search")).isEqualTo(1);
    assertThat(count("cachelet.collapsed", "rule", "search")).isEqualTo(1);
  }

  @Test
  void meters_haveTheTagsThatWereAsked_whenApplicationsShareARegistry() {
    caches.cache("products").put("k", "v");
    try (Caches others = Caches.builder().withoutJmx().build()) {
      new CacheletMetrics(caches, Tags.of("application", "shop")).bindTo(registry);
      new CacheletMetrics(others, Tags.of("application", "blog")).bindTo(registry);
      others.cache("products");
      assertThat(count("cache.puts", "application", "shop", "cache", "products")).isEqualTo(1);
      assertThat(count("cache.puts", "application", "blog", "cache", "products")).isZero();
    }
    assertThat(registry.find("cache.puts").tag("application", "blog").meters()).isEmpty();
    assertThat(registry.find("cache.puts").tag("application", "shop").meters()).hasSize(1);
  }

  @Test
  void meters_areRemoved_whenTheCachesAreClosed() {
    caches.entries("pages").forRule("catalog");
    new CacheletMetrics(caches).bindTo(registry);
    assertThat(registry.getMeters()).isNotEmpty();
    caches.close();
    assertThat(registry.getMeters()).isEmpty();
  }

  @Test
  void meters_stayRight_whenOnlyACacheIsStillHeld() {
    Cache products = boundCacheOfForgottenCaches();
    awaitCollection();
    products.put("k", "v");
    assertThat(gauge("cache.size", "cache", "products")).isEqualTo(1);
    assertThat(count("cache.puts", "cache", "products")).isEqualTo(1);
  }

  private Cache boundCacheOfForgottenCaches() {
    Caches forgotten = Caches.builder().withoutJmx().build();
    new CacheletMetrics(forgotten).bindTo(registry);
    return forgotten.cache("products");
  }

  /** Returns when the collector has cleared what is weakly reachable. */
  private static void awaitCollection() {
    WeakReference<Object> canary = new WeakReference<>(new Object());
    await()
        .until(
            () -> {
              System.gc();
              return canary.get() == null;
            });
  }

  private double count(String meter, String... tags) {
    return registry.get(meter).tags(tags).functionCounter().count();
  }

  private double gauge(String meter, String... tags) {
    return registry.get(meter).tags(tags).gauge().value();
  }

  private Optional<String> slowly() {
    pass(Duration.ofMillis(250));
    return Optional.of("v");
  }

  private String failing() {
    throw new IllegalStateException("no database");
  }

  private void pass(Duration duration) {
    now.updateAndGet(instant -> instant.plus(duration));
  }
}
