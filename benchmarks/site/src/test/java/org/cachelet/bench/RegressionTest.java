// SPDX-License-Identifier: Apache-2.0
package org.cachelet.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.cachelet.bench.figure.Figure;
import org.cachelet.bench.figure.Goal;
import org.cachelet.bench.figure.Spread;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A slower build is told from noise. */
final class RegressionTest {
  @ParameterizedTest(name = "{0}: from {1} to {2} is worse: {3}")
  @CsvSource({
    ">= 0.95, 0.96, 0.80, true",
    ">= 0.95, 0.96, 0.94, false", // within what rounds differ by
    ">= 0.95, 0.80, 0.96, false",
    "<= 700, 600, 800, true",
    "<= 700, 800, 600, false",
    "'', 0.96, 0.10, false", // a peer's
  })
  void regression_isFound_whereAGoalIs(String goal, double before, double now, boolean worse) {
    assertThat(Regression.between(List.of(figure(goal, before)), List.of(figure(goal, now))))
        .hasSize(worse ? 1 : 0);
  }

  @Test
  void regression_saysWhatItWas() {
    assertThat(
            Regression.between(List.of(figure(">= 0.95", 0.96)), List.of(figure(">= 0.95", 0.8))))
        .hasToString("[REGRESSION page, Cachelet: 0.80 of raw, was 0.96]");
  }

  @Test
  void noResult_isNoRegression() {
    Figure none = Figure.none("page", "Cachelet", "of raw", "noise").goal(Goal.atLeast(0.95));
    assertThat(Regression.between(List.of(figure(">= 0.95", 0.96)), List.of(none))).isEmpty();
  }

  private static Figure figure(String goal, double value) {
    Spread spread = new Spread(value, value * 0.97, value * 1.03);
    return Figure.of("page", "Cachelet", "of raw", spread).goal(goal(goal));
  }

  private static @Nullable Goal goal(String text) {
    if (text.isEmpty()) {
      return null;
    }
    double limit = Double.parseDouble(text.substring(3));
    return text.startsWith(">") ? Goal.atLeast(limit) : Goal.atMost(limit);
  }
}
