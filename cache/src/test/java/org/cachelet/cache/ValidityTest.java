// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.cachelet.cache.caffeine.CaffeineStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a node serves while it cannot read the log that it shares with others. */
final class ValidityTest {
  private static final String KEY = "k";
  private static final Lifetime HOUR = Lifetime.of(Duration.ofHours(1));
  private static final Lifetime RESCUED =
      new Lifetime(Duration.ofHours(1), Duration.ofHours(1), Duration.ofDays(1));

  private final FakeTime time = new FakeTime();
  private final LogStreamInMemory stream = new LogStreamInMemory.Server(time).node();
  private final SharedInvalidationLog log =
      new SharedInvalidationLog(
          stream, time, new SharedInvalidationLog.Options(1_000, Duration.ofDays(1)));
  private final EntryCache pages =
      new EntryCache(
          new EntryCache.Parts(
              "shop",
              "pages",
              CacheOptions.DEFAULT.withJitter(0).withEarlyRenewal(0),
              new CaffeineStore(1 << 20, time, (entry, removal) -> {}),
              log,
              new Flights(time, null),
              time,
              new CacheCounters("pages", new Listeners(List.of(), time), (rule, counters) -> {}),
              () -> 0));

  @BeforeEach
  void readTheLog() {
    log.tail().turn();
    assertThat(log.isCurrent()).isTrue();
  }

  @Test
  void entry_isAMiss_whileTheLogIsLost_andAHitAgain_whenItIsBack() {
    put(HOUR);
    lose();
    assertThat(freshness()).isEqualTo(Freshness.NONE);
    stream.heal();
    log.tail().turn();
    assertThat(freshness()).isEqualTo(Freshness.FRESH);
  }

  @Test
  void entryMadeWhileTheLogIsLost_isServed_forAMomentFromWhenItsMakingBegan() {
    lose();
    Making making = pages.begin(KEY);
    time.pass(Duration.ofMillis(500));
    pages.put(making, new Amount(1), HOUR);
    time.pass(Duration.ofMillis(999));
    assertThat(freshness()).isEqualTo(Freshness.FRESH);
    time.pass(Duration.ofMillis(1));
    assertThat(freshness()).isEqualTo(Freshness.NONE);
  }

  @Test
  void entry_isUsedIfMakingFails_whileTheLogIsLost_whereItsLifetimeAllows() {
    put(RESCUED);
    lose();
    assertThat(freshness()).isEqualTo(Freshness.STALE_IF_ERROR);
  }

  @Test
  void whole_isNotTrustedLongerThanItsPart_whileTheLogIsLost() {
    lose();
    put(HOUR);
    time.pass(Duration.ofMillis(400));
    assertThat(pages.validity().remaining(pages.peek(KEY).found()))
        .isEqualTo(Duration.ofMillis(1_100));
    stream.heal();
    log.tail().turn();
    assertThat(pages.validity().remaining(pages.peek(KEY).found()))
        .isEqualTo(Duration.ofHours(1).minusMillis(400));
  }

  @Test
  void number_doesNotBeginAnew_whileTheLogIsLost() {
    assertThat(pages.add(number(), 5)).isEqualTo(5);
    lose();
    assertThat(pages.add(number(), 5)).isEqualTo(10);
  }

  private void lose() {
    stream.cut();
    time.pass(Duration.ofMillis(2_001)); // the proof is of the end of a wait for records
    log.tail().turn();
    assertThat(log.isCurrent()).isFalse();
  }

  private void put(Lifetime lifetime) {
    pages.put(pages.begin(KEY), new Amount(1), lifetime);
  }

  private Entry number() {
    return pages.entry("n", new Amount(5)).lifetime(HOUR).build();
  }

  private Freshness freshness() {
    return pages.lookup(KEY).freshness();
  }
}
