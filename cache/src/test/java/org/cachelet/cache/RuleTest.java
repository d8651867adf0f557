// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The counts of caches and their rules, and who is told that there are such. */
final class RuleTest {
  private static final Lifetime HOUR = Lifetime.of(Duration.ofHours(1));

  private final FakeTime time = new FakeTime();
  private final Caches caches = Caches.builder().time(time).random(() -> 0).withoutJmx().build();
  private final EntryCache pages = caches.entries("pages");
  private final EntryCache catalog = pages.forRule("catalog");

  @AfterEach
  void close() {
    caches.close();
  }

  @Test
  void statistics_containRules_andTheCacheContainsTheirCounts() {
    make(catalog, "a");
    catalog.lookup("a");
    make(pages.forRule("search"), "b");
    pages.lookup("c");
    CacheStatistics whole = pages.statistics();
    CacheStatistics ofRule = catalog.statistics();
    assertThat(caches.statistics())
        .containsOnlyKeys("pages", "pages/catalog", "pages/search")
        .containsEntry("pages", whole)
        .containsEntry("pages/catalog", ofRule);
    assertThat(whole.hits()).isEqualTo(1);
    assertThat(whole.misses()).isEqualTo(3);
    assertThat(whole.makingTime()).isEqualTo(Duration.ofSeconds(4));
    assertThat(whole.averageMakingTime()).isEqualTo(Duration.ofSeconds(2));
    assertThat(whole.entries()).isEqualTo(2);
    assertThat(ofRule.hits()).isEqualTo(1);
    assertThat(ofRule.misses()).isEqualTo(1);
    assertThat(ofRule.makingTime()).isEqualTo(Duration.ofSeconds(2));
    assertThat(ofRule.entries()).isZero();
  }

  @Test
  void rule_hasTheSameCounters_whereverItIsAskedFor() {
    pages.forRule("catalog").lookup("a");
    catalog.forRule("catalog").lookup("a");
    assertThat(catalog.statistics().misses()).isEqualTo(2);
    assertThat(pages.statistics().misses()).isEqualTo(2);
  }

  @Test
  void rule_isRefused_whenItHasNoName() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> pages.forRule(""))
        .withMessage("a rule of cache 'pages' has an empty name");
  }

  @Test
  void makingTime_isCountedOnce_howeverTheMakingEnds() {
    make(catalog, "stored");
    Making refused = begin(catalog, "refused");
    refused.dependencies().refuse("made for one visitor");
    assertThat(catalog.put(refused, Nothing.INSTANCE, HOUR).entry()).isEmpty();
    catalog.refuse(begin(catalog, "not even tried"), "status is 500");
    catalog.fail(begin(catalog, "failed"), "no database");
    assertThat(catalog.statistics().makings()).isEqualTo(4);
    assertThat(catalog.statistics().makingTime()).isEqualTo(Duration.ofSeconds(8));
  }

  @Test
  void averageMakingTime_isZero_whenNothingWasMade() {
    assertThat(pages.statistics().averageMakingTime()).isZero();
  }

  @Test
  void observer_isToldOfEachCacheAndRuleOnce_whetherBeforeOrAfter() {
    Names names = new Names();
    caches.observe(names);
    caches.cache("products");
    caches.cache("products");
    pages.forRule("search");
    pages.forRule("search");
    assertThat(names.told).containsExactly("pages/", "pages/catalog", "products/", "pages/search");
  }

  @Test
  void observer_isToldOnce_whenManyThreadsUseACacheFirst() {
    Names names = new Names();
    caches.observe(names);
    IntStream.range(0, 1_000)
        .parallel()
        .forEach(i -> caches.entries("cache-" + i / 100).forRule("rule").lookup("k"));
    assertThat(names.told).hasSize(2 + 20).doesNotHaveDuplicates();
  }

  @Test
  void observedCounts_addUpToThoseOfTheCache() {
    List<Supplier<CacheStatistics>> parts = new ArrayList<>();
    caches.observe(
        new Names() {
          @Override
          public void onCache(String cache, String rule, Supplier<CacheStatistics> statistics) {
            parts.add(statistics);
          }
        });
    catalog.lookup("a");
    pages.forRule("search").lookup("a");
    pages.lookup("a");
    assertThat(parts.stream().map(part -> part.get().misses())).containsExactly(1L, 1L, 1L);
    assertThat(pages.statistics().misses()).isEqualTo(3);
  }

  @Test
  void observer_isToldOfTheClose_andOfNothingAfter() {
    Names names = new Names();
    Names late = new Names();
    caches.observe(names);
    caches.close();
    pages.forRule("search");
    caches.observe(late);
    assertThat(names.told).containsExactly("pages/", "pages/catalog", "closed");
    assertThat(late.told).containsExactly("closed");
  }

  @Test
  void failingObserver_isLogged_andHasNoOtherEffect() {
    Names after = new Names();
    try (CaughtLog log = new CaughtLog(CachesObserver.class)) {
      caches.observe(new FailingObserver());
      caches.observe(after);
      caches.close();
      assertThat(log.at(Level.WARNING))
          .hasSize(3)
          .extracting(LogRecord::getMessage)
          .containsOnly("caches observer " + FailingObserver.class.getName() + " failed");
    }
    assertThat(after.told).containsExactly("pages/", "pages/catalog", "closed");
  }

  private void make(EntryCache cache, String key) {
    cache.lookup(key);
    assertThat(cache.put(begin(cache, key), Nothing.INSTANCE, HOUR).entry()).isPresent();
  }

  /** Begins a making that has taken two seconds when this returns. */
  private Making begin(EntryCache cache, String key) {
    Making making = cache.begin(key);
    time.pass(Duration.ofSeconds(2));
    return making;
  }

  /** Remembers what it is told. */
  private static class Names implements CachesObserver {
    private final List<String> told = new CopyOnWriteArrayList<>();

    @Override
    public void onCache(String cache, String rule, Supplier<CacheStatistics> statistics) {
      told.add(cache + '/' + rule);
    }

    @Override
    public void onClose() {
      told.add("closed");
    }
  }

  /** Throws whatever it is told. */
  private static final class FailingObserver implements CachesObserver {
    @Override
    public void onCache(String cache, String rule, Supplier<CacheStatistics> statistics) {
      throw new IllegalStateException("observer fails");
    }

    @Override
    public void onClose() {
      throw new IllegalStateException("observer fails");
    }
  }
}
