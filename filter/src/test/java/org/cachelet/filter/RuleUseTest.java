// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The bounds of a rule. */
final class RuleUseTest {
  private static final Set<String> NO_QUERY = Set.of();

  private final PassingTime time = new PassingTime();

  @Test
  void pages_areAdmitted_upToTheBoundOfAnHour() {
    RuleUse use = use(64, 1_000, 10);
    assertThat(stored(use, "page", 5_000)).isBetween(1_000, 1_050);
    assertThat(admit(use, "page7")).isNull(); // stored within the hour
    assertThat(admit(use, "another")).isEqualTo("the bound max-entries of 1000 is reached");
    time.pass(Duration.ofMinutes(59));
    assertThat(admit(use, "another")).isNotNull();
    time.pass(Duration.ofMinutes(1));
    assertThat(admit(use, "another")).isNull();
  }

  @Test
  void samePage_isAdmitted_howeverOftenItIsMade() {
    RuleUse use = use(64, 10, 10);
    for (int i = 0; i < 1_000; i++) {
      assertThat(admit(use, "page" + i % 10)).isNull();
    }
  }

  @Test
  void variants_areAdmitted_upToTheBound_untilTheirTimeIsOver() {
    RuleUse use = use(3, 1_000, 10);
    assertThat(variant(use, "p", "a", 10)).isNull();
    assertThat(variant(use, "p", "b", 60)).isNull();
    assertThat(variant(use, "p", "c", 60)).isNull();
    assertThat(variant(use, "p", "d", 60)).isEqualTo("the bound max-variants of 3 is reached");
    assertThat(variant(use, "q", "d", 60)).isNull(); // of another page
    assertThat(variant(use, "p", "b", 60)).isNull(); // made anew
    time.pass(Duration.ofSeconds(10));
    assertThat(variant(use, "p", "d", 60)).isNull(); // a is over
    assertThat(variant(use, "p", "a", 60)).isNotNull();
  }

  @Test
  void unknownParameters_areAdmitted_upToTheBound_andKnownOnesBeyond() {
    RuleUse use = use(64, 1_000, 2);
    assertThat(query(use, "p?x=1", "x")).isNull();
    assertThat(query(use, "p?x=2", "x")).isNull();
    assertThat(query(use, "p?x=3", "x")).isEqualTo("the bound max-unknown-queries of 2 is reached");
    assertThat(query(use, "p?x=1", "x")).isNull();
    assertThat(query(use, "p", null)).isNull();
    use.learn(Set.of("x"));
    assertThat(query(use, "p?x=3", "x")).isNull();
  }

  @Test
  void noUnknownParameter_isAdmitted_whenTheBoundIsZero() {
    assertThat(query(use(64, 1_000, 0), "p?x=1", "x")).isNotNull();
  }

  private int stored(RuleUse use, String prefix, int count) {
    int stored = 0;
    for (int i = 0; i < count; i++) {
      stored += admit(use, prefix + i) == null ? 1 : 0;
    }
    return stored;
  }

  private RuleUse use(int variants, int entries, int unknownQueries) {
    return new RuleUse(
        new PageBounds(1 << 20, variants, entries, unknownQueries, 0, Duration.ZERO), time);
  }

  private @Nullable String admit(RuleUse use, String page) {
    return told(use, page, page, NO_QUERY, 60);
  }

  private @Nullable String variant(RuleUse use, String page, String variant, int seconds) {
    return told(use, page, page + '\n' + variant, NO_QUERY, seconds);
  }

  private @Nullable String query(RuleUse use, String page, @Nullable String parameter) {
    return told(use, page, page, parameter == null ? NO_QUERY : Set.of(parameter), 60);
  }

  private @Nullable String told(
      RuleUse use, String page, String key, Set<String> parameters, int seconds) {
    long until = time.millis() + Duration.ofSeconds(seconds).toMillis();
    return use.admit(page, key, parameters, until).map(RuleUse.Bound::toString).orElse(null);
  }
}
