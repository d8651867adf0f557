// SPDX-License-Identifier: Apache-2.0
package org.cachelet.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.cachelet.bench.Demand.Measure;
import org.cachelet.bench.figure.Figure;
import org.cachelet.bench.figure.Numbers;

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
    List<Demand> demands = comparison.lanes().get(lane).demands();
    for (Demand demand : demands.isEmpty() ? List.of(Measure.SHARE.shown()) : demands) {
      figures.add(figure(lane, demand.measure()).goal(demand.goal()));
    }
  }

  private Figure figure(int lane, Measure measure) {
    if (!missing.get(lane).isEmpty()) {
      return none(lane, measure, missing.get(lane));
    }
    if (samples.get(0).isEmpty() || samples.get(lane).isEmpty()) {
      return none(lane, measure, missing.get(0));
    }
    return measure.isOfTheMachine() ? timed(lane, measure) : counted(lane, measure);
  }

  /** Bytes are the same whatever others do, so all rounds count. */
  private Figure counted(int lane, Measure measure) {
    return figure(lane, measure, Rounds.of(values(lane, measure, sample -> true)));
  }

  /** Rounds that others disturbed count only if all agree better than clean ones have to. */
  private Figure timed(int lane, Measure measure) {
    List<Double> clean = values(lane, measure, Sample::isClean);
    if (clean.size() >= Rounds.ENOUGH) {
      return figure(lane, measure, Rounds.of(clean));
    }
    Rounds all = Rounds.of(values(lane, measure, sample -> true));
    String others = "others used " + Numbers.plain(foreign(lane)) + " cores";
    return all.isNarrow()
        ? figure(lane, measure, all).remark(others)
        : none(lane, measure, "no result: " + others);
  }

  /** Returns the figure for what was measured, or for the noise that it was. */
  private Figure figure(int lane, Measure measure, Rounds rounds) {
    return rounds
        .noise()
        .map(noise -> none(lane, measure, "no result: " + noise))
        .orElseGet(
            () -> Figure.of(comparison.name(), name(lane), measure.unit(name(0)), rounds.spread()));
  }

  private Figure none(int lane, Measure measure, String why) {
    return Figure.none(comparison.name(), name(lane), measure.unit(name(0)), why);
  }

  private String name(int lane) {
    return comparison.lanes().get(lane).name();
  }

  private double foreign(int lane) {
    return samples.get(lane).stream().mapToDouble(Sample::foreign).average().orElse(0);
  }

  private List<Double> values(int lane, Measure measure, Predicate<Sample> counts) {
    List<Sample> first = samples.get(0);
    List<Sample> other = samples.get(lane);
    return IntStream.range(0, Math.min(first.size(), other.size()))
        .filter(round -> counts.test(first.get(round)) && counts.test(other.get(round)))
        .mapToObj(round -> measure.value(other.get(round), first.get(round)))
        .toList();
  }
}
