// SPDX-License-Identifier: Apache-2.0
package org.cachelet.bench;

import java.util.ArrayList;
import java.util.List;
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
    List<Double> values = values(lane, measure);
    return values.isEmpty()
        ? Figure.none(label, "no result: no clean round")
        : Figure.of(label, Spread.of(values));
  }

  /** Returns how many rounds count for a lane. */
  int cleanRounds(int lane) {
    return values(lane, Goal.Measure.SHARE).size();
  }

  /** Returns a value for each round in which others left both alone. */
  private List<Double> values(int lane, Goal.Measure measure) {
    List<Sample> first = samples.get(0);
    List<Sample> other = samples.get(lane);
    return IntStream.range(0, Math.min(first.size(), other.size()))
        .filter(round -> first.get(round).isClean() && other.get(round).isClean())
        .mapToObj(round -> measure.of(other.get(round), first.get(round)))
        .toList();
  }
}
