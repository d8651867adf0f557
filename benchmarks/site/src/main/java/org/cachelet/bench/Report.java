// SPDX-License-Identifier: Apache-2.0
package org.cachelet.bench;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.cachelet.bench.figure.Figure;
import org.cachelet.bench.figure.FigureTable;
import org.cachelet.bench.figure.Numbers;
import org.cachelet.bench.figure.Spread;

/**
 * The page with the results.
 *
 * @param command what made them
 * @param machine what they were made on
 * @param versions of what was compared
 */
record Report(LocalDate date, String command, String machine, List<String> versions) {
  private static final String HEAD =
      """
      # Performance

      What a hit costs beside the raw servlet of the same container, which writes the same bytes and
      is the limit, and beside what one would use instead. Written by the bench itself:

      ```sh
      {command}
      ```

      On {date}, {machine}. Compared: {versions}.

      ## How it is measured

      Each server has a process of its own, with G1 and a heap of 512 MB. 32 connections ask again as
      soon as they have their answer, and each byte of each answer is checked. The servers of a
      comparison are measured in turn, round by round; a figure is the median of what the rounds say,
      with the lowest and the highest (from five rounds on, without the one extreme at each end).

      The figure that counts is the CPU that the server used for a request, as Linux counts it:
      `0.95 of the CPU of raw servlet` means that the CPU of 95 hits is enough for 100 requests of
      the raw servlet, or that Cachelet could answer 95 in the time in which the raw servlet answers
      100. Requests per second depend on the load generator, too, and times are those of a server
      that is never idle. Where the time goes is in [profiles](profiles.md).

      A round counts if other processes used less than half a core. If fewer than three count, there
      is a result only if all rounds agree within {narrow} %; with three, within {widest} %. What differs more
      is called no result.

      ![Share of the raw servlet, by CPU](performance.svg)

      ## Goals

      """;

  /** Returns the page. */
  String page(List<Figure> figures, List<Outcome> outcomes) {
    StringBuilder page = new StringBuilder(head());
    page.append(FigureTable.of(figures));
    page.append("\n## Rounds\n\nMedians of all rounds.\n\n");
    page.append("| | µs of CPU | requests/s | p50 ms | p99 ms | bytes allocated |");
    page.append(" cores used by others |\n| --- | --- | --- | --- | --- | --- | --- |\n");
    outcomes.forEach(outcome -> addRounds(page, outcome));
    return page.toString();
  }

  private String head() {
    return HEAD.replace("{command}", command)
        .replace("{date}", date.toString())
        .replace("{machine}", machine)
        .replace("{versions}", String.join(", ", versions))
        .replace("{narrow}", Long.toString(Math.round(Rounds.NARROW * 100)))
        .replace("{widest}", Long.toString(Math.round(Rounds.WIDEST * 100)));
  }

  private static void addRounds(StringBuilder page, Outcome outcome) {
    List<Lane> lanes = outcome.comparison().lanes();
    for (int lane = 0; lane < lanes.size(); lane++) {
      List<Sample> samples = outcome.samples().get(lane);
      if (!samples.isEmpty()) {
        page.append("| ").append(outcome.comparison().name()).append(", ");
        page.append(lanes.get(lane).name());
        page.append(rounds(samples, lanes.get(lane).target()));
      }
    }
  }

  private static String rounds(List<Sample> samples, Target target) {
    List<String> cells = new ArrayList<>();
    cells.add(median(samples, Sample::cpu));
    cells.add(median(samples, Sample::perSecond));
    cells.add(median(samples, Sample::median));
    cells.add(median(samples, Sample::slow));
    cells.add(target.isForeign() ? "–" : median(samples, Sample::allocated));
    cells.add(median(samples, Sample::foreign));
    return " | " + String.join(" | ", cells) + " |\n";
  }

  private static String median(List<Sample> samples, ToDoubleFunction<Sample> of) {
    return Numbers.plain(Spread.of(samples.stream().mapToDouble(of).toArray()).median());
  }
}
