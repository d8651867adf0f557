// SPDX-License-Identifier: Apache-2.0
package org.cachelet.bench.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.cachelet.bench.figure.Figure.Verdict;
import org.junit.jupiter.api.Test;

/** How figures stand to their goals. */
final class FigureTest {
  private static final Figure HALF = Figure.of("page", "hit", "x", Spread.of(0.4, 0.5, 0.9));

  @Test
  void median_decides() {
    assertThat(HALF.goal(Goal.atLeast(0.5)).verdict()).isEqualTo(Verdict.MET);
    assertThat(HALF.goal(Goal.atLeast(0.6)).verdict()).isEqualTo(Verdict.MISSED);
    assertThat(HALF.goal(Goal.atMost(0.5)).verdict()).isEqualTo(Verdict.MET);
    assertThat(HALF.goal(Goal.atMost(0.4)).verdict()).isEqualTo(Verdict.MISSED);
  }

  @Test
  void miss_isUndecided_whenOthersDisturbed() {
    assertThat(HALF.goal(Goal.atLeast(0.6)).besides(0.7).note()).isEqualTo("undecided, too noisy");
    assertThat(HALF.goal(Goal.atLeast(0.6)).besides(0.1).note()).isEqualTo("not met");
    assertThat(HALF.goal(Goal.atLeast(0.5)).besides(0.7).note()).isEqualTo("met");
  }

  @Test
  void noVerdict_withoutGoalOrValue() {
    Figure none = Figure.none("page", "hit", "x", "stalled").goal(Goal.atLeast(0.5));
    assertThat(HALF.remark("by hand").note()).isEqualTo("by hand");
    assertThat(none.note()).isEqualTo("stalled");
  }

  @Test
  void spread_isOfTheLowestAndHighest_withTheMedianBetweenTheTwoInTheMiddle() {
    assertThat(Spread.of(4, 1, 2, 3)).isEqualTo(new Spread(2.5, 1, 4));
    assertThat(new Spread(4, 2, 6).over(new Spread(2, 1, 3))).isEqualTo(new Spread(2, 2.0 / 3, 6));
    assertThatThrownBy(Spread::of).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void goal_isShown_withItsSide() {
    assertThat(Goal.atMost(15_360)).hasToString("<= 15,360");
    assertThat(Goal.atLeast(0.95)).hasToString(">= 0.95");
  }
}
