// SPDX-License-Identifier: Apache-2.0
package org.cachelet.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.stream.DoubleStream;
import org.cachelet.bench.figure.Figure;
import org.cachelet.bench.figure.Figure.Verdict;
import org.junit.jupiter.api.Test;

/** What rounds become. */
final class OutcomeTest {
  private static final double QUIET = 0.1;
  private static final double BUSY = 1.2;

  @Test
  void share_isPaired_roundByRound() {
    Figure figure = share(rounds(QUIET, 10, 20, 40), rounds(QUIET, 20, 40, 80));
    assertThat(median(figure)).isEqualTo(0.5);
    assertThat(figure.verdict()).isEqualTo(Verdict.MISSED);
    assertThat(figure.remark()).isEmpty();
  }

  @Test
  void share_isNoResult_whenOthersDisturbAndRoundsDiffer() {
    Figure figure = share(rounds(BUSY, 10, 10, 10, 10, 10), rounds(BUSY, 10, 12, 14, 16, 18));
    assertThat(figure.spread()).isNull();
    assertThat(figure.note()).isEqualTo("no result: others used 1.20 cores");
    assertThat(figure.verdict()).isEqualTo(Verdict.NONE);
  }

  @Test
  void share_saysWhoDisturbed_whenRoundsAgreeAllTheSame() {
    Figure figure = share(rounds(BUSY, 10, 10, 10, 10, 10), rounds(BUSY, 10, 10, 10, 10.1, 10));
    assertThat(median(figure)).isEqualTo(1.0);
    assertThat(figure.remark()).isEqualTo("others used 1.20 cores");
  }

  @Test
  void disturbedRounds_doNotCount_whenThereAreCleanOnes() {
    List<Sample> mixed = new java.util.ArrayList<>(rounds(QUIET, 10, 10, 10));
    mixed.addAll(rounds(BUSY, 90));
    assertThat(median(share(rounds(QUIET, 10, 10, 10, 10), mixed))).isEqualTo(1.0);
  }

  @Test
  void bytes_countInAllRounds() {
    Figure figure =
        figure(
            Demand.Measure.MORE_ALLOCATED.of(700),
            rounds(BUSY, 10, 10, 10),
            rounds(BUSY, 10, 20, 30));
    assertThat(median(figure)).isEqualTo(0.0);
    assertThat(figure.verdict()).isEqualTo(Verdict.MET);
  }

  @Test
  void lane_saysWhyItDidNotRun() {
    Outcome outcome =
        new Outcome(
            comparison(Demand.share(1)), List.of(List.of(), List.of()), List.of("", "lost"));
    assertThat(outcome.figures())
        .singleElement()
        .satisfies(figure -> assertThat(figure.note()).isEqualTo("lost"));
  }

  @Test
  void nothing_isCompared_whenTheFirstDidNotRun() {
    Outcome outcome =
        new Outcome(
            comparison(Demand.share(1)),
            List.of(List.of(), rounds(QUIET, 1, 1, 1)),
            List.of("stalled", ""));
    assertThat(outcome.figures())
        .singleElement()
        .satisfies(figure -> assertThat(figure.note()).isEqualTo("stalled"));
  }

  private static double median(Figure figure) {
    return Objects.requireNonNull(figure.spread()).median();
  }

  private static Figure share(List<Sample> first, List<Sample> other) {
    return figure(Demand.share(0.95), first, other);
  }

  private static Figure figure(Demand demand, List<Sample> first, List<Sample> other) {
    return new Outcome(comparison(demand), List.of(first, other), List.of("", "")).figures().get(0);
  }

  private static Comparison comparison(Demand demand) {
    Ask ask = new Ask("/page/1", Ask.Kind.PLAIN);
    Target target = Target.of("jetty", "raw");
    return new Comparison(
        "test",
        List.of(Lane.of("first", target, ask), new Lane("other", target, ask, List.of(demand))));
  }

  private static List<Sample> rounds(double foreign, double... cpu) {
    return DoubleStream.of(cpu)
        .mapToObj(micros -> new Sample(1_000, micros, 1_000, 1, 2, 3_000, foreign))
        .toList();
  }
}
