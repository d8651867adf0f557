// SPDX-License-Identifier: Apache-2.0
package org.cachelet.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * What the rounds of one comparison gave.
 *
 * @param samples of each lane, in the order of the rounds; none of a lane that did not run
 * @param missing why a lane did not run, for each; empty if it did
 */
record Outcome(Comparison comparison, List<List<Sample>> samples, List<String> missing) {
  Outcome {
    samples = List.copyOf(samples);
    missing = List.copyOf(missing);
  }

  /** Returns the lines of the results. */
  List<Figure> figures() {
    List<Figure> figures = new ArrayList<>();
    for (int lane = 1; lane < comparison.lanes().size(); lane++) {
      addFigures(lane, figures);
    }
    return figures;
  }

  private void addFigures(int lane, List<Figure> figures) {
    Lane measured = comparison.lanes().get(lane);
    if (measured.goals().isEmpty()) {
      figures.add(figure(lane, Goal.Measure.SHARE, ""));
    }
    for (Goal goal : measured.goals()) {
      figures.add(figure(lane, goal.measure(), goal.text()));
    }
  }

  private Figure figure(int lane, Goal.Measure measure, String goal) {
    String unit = measure.unit(comparison.lanes().get(0).name());
    Figure.Label label =
        new Figure.Label(comparison.name(), comparison.lanes().get(lane).name(), unit, goal);
    if (!missing.get(lane).isEmpty()) {
      return Figure.none(label, missing.get(lane));
    }
    if (samples.get(0).isEmpty() || samples.get(lane).isEmpty()) {
      return Figure.none(label, missing.get(0));
    }
    return measure.isOfTheMachine() ? timed(lane, measure, label) : counted(lane, measure, label);
  }

  /** Bytes are the same whatever others do, so all rounds count. */
  private Figure counted(int lane, Goal.Measure measure, Figure.Label label) {
    return Figure.of(label, Spread.of(values(lane, measure, sample -> true)));
  }

  /** Rounds that others disturbed count only if all agree better than clean ones have to. */
  private Figure timed(int lane, Goal.Measure measure, Figure.Label label) {
    List<Double> clean = values(lane, measure, Sample::isClean);
    if (clean.size() >= Spread.ENOUGH) {
      return Figure.of(label, Spread.of(clean));
    }
    Spread all = Spread.of(values(lane, measure, sample -> true));
    String others = "others used " + Numbers.plain(foreign(lane)) + " cores";
    return all.isNarrow()
        ? Figure.of(label, all).with(others)
        : Figure.none(label, "no result: " + others);
  }

  private double foreign(int lane) {
    return samples.get(lane).stream().mapToDouble(Sample::foreign).average().orElse(0);
  }

  private List<Double> values(int lane, Goal.Measure measure, Predicate<Sample> counts) {
    List<Sample> first = samples.get(0);
    List<Sample> other = samples.get(lane);
    return IntStream.range(0, Math.min(first.size(), other.size()))
        .filter(round -> counts.test(first.get(round)) && counts.test(other.get(round)))
        .mapToObj(round -> measure.of(other.get(round), first.get(round)))
        .toList();
  }
}
