// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 9111 section 4.2 and RFC 5861: what an entry of some age may be used for. */
final class LifetimeTest {
  private static final LogPosition NOW = LogPosition.START;

  @ParameterizedTest(name = "fresh {0} s, swr {1} s, sie {2} s, age {3} ms: {4}")
  @CsvSource({
    "10,  0,  0,     0, FRESH",
    "10,  0,  0,  9999, FRESH",
    "10,  0,  0, 10000, NONE", // 4.2: fresh only while the lifetime exceeds the age
    " 0,  0,  0,     0, NONE",
    "10,  5,  0, 10000, STALE_WHILE_REVALIDATE",
    "10,  5,  0, 14999, STALE_WHILE_REVALIDATE",
    "10,  5,  0, 15000, NONE",
    "10,  0,  5, 10000, STALE_IF_ERROR",
    "10,  0,  5, 15000, NONE",
    "10,  5, 20, 14999, STALE_WHILE_REVALIDATE",
    "10,  5, 20, 15000, STALE_IF_ERROR", // both windows count from the end of freshness
    "10,  5, 20, 30000, NONE",
    "10, 20,  5, 29999, STALE_WHILE_REVALIDATE",
  })
  void freshness_followsAgeAndLifetime(
      int fresh, int whileRevalidate, int ifError, long age, Freshness expected) {
    Lifetime lifetime =
        new Lifetime(
            Duration.ofSeconds(fresh),
            Duration.ofSeconds(whileRevalidate),
            Duration.ofSeconds(ifError));
    Entry entry =
        new Entry.Builder("k", new Amount(1)).created(1_000).lifetime(lifetime).since(NOW).build();
    assertThat(entry.freshness(1_000 + age, InvalidationLog.VALID)).isEqualTo(expected);
    assertThat(entry.freshness(1_000 + age, InvalidationLog.INVALID)).isEqualTo(Freshness.NONE);
  }

  @Test
  void total_reachesToTheLongerStalePart() {
    Lifetime lifetime =
        new Lifetime(Duration.ofSeconds(10), Duration.ofSeconds(5), Duration.ofSeconds(20));
    assertThat(lifetime.total()).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void limitedTo_onlyShortens() {
    Lifetime lifetime = Lifetime.of(Duration.ofSeconds(10));
    assertThat(lifetime.limitedTo(Duration.ofSeconds(20))).isEqualTo(lifetime);
    assertThat(lifetime.limitedTo(Duration.ofSeconds(5)).fresh()).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void lifetime_isRefused_whenAPartIsNegativeOrEndless() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Lifetime.of(Duration.ofSeconds(-1)))
        .withMessage("lifetime: fresh is PT-1S, allowed is zero to 36500 days");
    assertThatIllegalArgumentException().isThrownBy(() -> Lifetime.of(Lifetime.MAX.plusMillis(1)));
  }

  @Test
  void entry_isNeverOfNegativeAge_whenItWasStoredInTheFuture() {
    Entry entry = new Entry.Builder("k", new Amount(1)).created(2_000).build();
    assertThat(entry.age(1_000)).isZero();
  }
}
