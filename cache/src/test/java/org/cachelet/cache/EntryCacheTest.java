// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Jitter, early renewal, and counting by rule. */
final class EntryCacheTest {
  private static final Lifetime HUNDRED_SECONDS = Lifetime.of(Duration.ofSeconds(100));

  private final FakeTime time = new FakeTime();
  private double random;
  private final Caches caches =
      Caches.builder()
          .options(name -> CacheOptions.DEFAULT.withEarlyRenewal(name.equals("plain") ? 0 : 1))
          .time(time)
          .random(() -> random)
          .build();

  @AfterEach
  void close() {
    caches.close();
  }

  @ParameterizedTest
  @CsvSource({"0, 100000", "0.5, 97500", "0.999999, 95000"})
  void jitter_shortensFreshnessByUpToItsShare_andNeverLengthens(double drawn, long freshMillis) {
    random = drawn;
    EntryCache pages = caches.entries("pages");
    Entry entry = stored(pages, Duration.ZERO);
    assertThat(entry.lifetime().fresh().toMillis()).isEqualTo(freshMillis);
  }

  @ParameterizedTest(name = "random {0}, {1} ms before the end: {2}")
  @CsvSource({
    "0.0,     1, false", // ln(1) = 0: never early
    "0.632, 990, true", // ln(1 - 0.632) is just about -1: one making time before the end
    "0.632, 1010, false",
    "0.999, 6800, true",
    "0.999, 7000, false",
  })
  void renewalIsDue_byMakingTimeAndChance(double drawn, long millisBefore, boolean due) {
    EntryCache pages = caches.entries("pages");
    stored(pages, Duration.ofSeconds(1));
    random = drawn;
    time.pass(Duration.ofSeconds(100).minusMillis(millisBefore));
    Lookup lookup = pages.lookup("k");
    assertThat(lookup.freshness()).isEqualTo(Freshness.FRESH);
    assertThat(lookup.isRenewalDue()).isEqualTo(due);
  }

  @Test
  void renewalIsNeverDue_whenItIsSwitchedOff() {
    EntryCache plain = caches.entries("plain");
    stored(plain, Duration.ofSeconds(1));
    random = 0.999999;
    time.pass(Duration.ofMillis(99_999));
    assertThat(plain.lookup("k").isRenewalDue()).isFalse();
  }

  @Test
  void rule_countsForItselfAndForTheCache() {
    EntryCache pages = caches.entries("pages");
    EntryCache catalog = pages.forRule("catalog");
    EntryCache home = pages.forRule("home");
    catalog.lookup("k");
    stored(catalog, Duration.ZERO);
    home.lookup("k");
    assertThat(catalog.statistics().misses()).isEqualTo(1);
    assertThat(home.statistics().hits()).isEqualTo(1);
    assertThat(pages.statistics().misses()).isEqualTo(1);
    assertThat(pages.statistics().hits()).isEqualTo(1);
  }

  @Test
  void lookupAll_answersForEveryKey() {
    EntryCache pages = caches.entries("pages");
    stored(pages, Duration.ZERO);
    assertThat(pages.lookupAll(List.of("absent", "k")))
        .containsExactly(Map.entry("absent", Lookup.MISS), Map.entry("k", pages.peek("k")));
  }

  private Entry stored(EntryCache cache, Duration makingTime) {
    Making making = cache.begin("k");
    time.pass(makingTime);
    return cache.put(making, new Amount(1), HUNDRED_SECONDS).entry().orElseThrow();
  }
}
