// SPDX-License-Identifier: Apache-2.0
package org.cachelet.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

/** What rounds become. */
final class OutcomeTest {
  private static final double QUIET = 0.1;
  private static final double BUSY = 1.2;

  @Test
  void share_isPaired_roundByRound() {
    Figure figure = share(rounds(QUIET, 10, 20, 40), rounds(QUIET, 20, 40, 80));
    assertThat(figure.value()).isEqualTo(0.5);
    assertThat(figure.isMet()).contains(false);
    assertThat(figure.note()).isEmpty();
  }

  @Test
  void share_isNoResult_whenOthersDisturbAndRoundsDiffer() {
    Figure figure = share(rounds(BUSY, 10, 10, 10, 10, 10), rounds(BUSY, 10, 12, 14, 16, 18));
    assertThat(figure.value()).isNull();
    assertThat(figure.note()).isEqualTo("no result: others used 1.20 cores");
    assertThat(figure.isMet()).isEmpty();
  }

  @Test
  void share_saysWhoDisturbed_whenRoundsAgreeAllTheSame() {
    Figure figure = share(rounds(BUSY, 10, 10, 10, 10, 10), rounds(BUSY, 10, 10, 10, 10.1, 10));
    assertThat(figure.value()).isEqualTo(1.0);
    assertThat(figure.note()).isEqualTo("others used 1.20 cores");
  }

  @Test
  void disturbedRounds_doNotCount_whenThereAreCleanOnes() {
    List<Sample> mixed = new java.util.ArrayList<>(rounds(QUIET, 10, 10, 10));
    mixed.addAll(rounds(BUSY, 90));
    assertThat(share(rounds(QUIET, 10, 10, 10, 10), mixed).value()).isEqualTo(1.0);
  }

  @Test
  void bytes_countInAllRounds() {
    Figure figure =
        figure(
            new Goal(Goal.Measure.MORE_ALLOCATED, 700),
            rounds(BUSY, 10, 10, 10),
            rounds(BUSY, 10, 20, 30));
    assertThat(figure.value()).isEqualTo(0.0);
    assertThat(figure.isMet()).contains(true);
  }

  @Test
  void lane_saysWhyItDidNotRun() {
    Outcome outcome =
        new Outcome(comparison(Goal.share(1)), List.of(List.of(), List.of()), List.of("", "lost"));
    assertThat(outcome.figures())
        .singleElement()
        .satisfies(figure -> assertThat(figure.note()).isEqualTo("lost"));
  }

  @Test
  void nothing_isCompared_whenTheFirstDidNotRun() {
    Outcome outcome =
        new Outcome(
            comparison(Goal.share(1)),
            List.of(List.of(), rounds(QUIET, 1, 1, 1)),
            List.of("stalled", ""));
    assertThat(outcome.figures())
        .singleElement()
        .satisfies(figure -> assertThat(figure.note()).isEqualTo("stalled"));
  }

  private static Figure share(List<Sample> first, List<Sample> other) {
    return figure(Goal.share(0.95), first, other);
  }

  private static Figure figure(Goal goal, List<Sample> first, List<Sample> other) {
    return new Outcome(comparison(goal), List.of(first, other), List.of("", "")).figures().get(0);
  }

  private static Comparison comparison(Goal goal) {
    Ask ask = new Ask("/page/1", Ask.Kind.PLAIN);
    Target target = Target.of("jetty", "raw");
    return new Comparison(
        "test",
        List.of(Lane.of("first", target, ask), new Lane("other", target, ask, List.of(goal))));
  }

  private static List<Sample> rounds(double foreign, double... cpu) {
    return DoubleStream.of(cpu)
        .mapToObj(micros -> new Sample(1_000, micros, 1_000, 1, 2, 3_000, foreign))
        .toList();
  }
}
