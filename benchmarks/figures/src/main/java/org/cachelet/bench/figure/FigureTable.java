// SPDX-License-Identifier: Apache-2.0
package org.cachelet.bench.figure;

import java.util.List;

/** Figures beside their goals, as Markdown. */
public final class FigureTable {
  private static final String HEAD =
      """
      | | | figure | low to high | goal | |
      | --- | --- | --- | --- | --- | --- |
      """;

  private FigureTable() {}

  /** Returns the table, with a line for each figure. */
  public static String of(List<Figure> figures) {
    StringBuilder table = new StringBuilder(HEAD);
    figures.forEach(figure -> table.append(row(figure)));
    return table.toString();
  }

  private static String row(Figure figure) {
    Spread spread = figure.spread();
    Goal goal = figure.goal();
    return String.join(
        " | ",
        "| " + figure.group(),
        figure.name(),
        (spread == null ? "–" : Numbers.plain(spread.median())) + " " + figure.unit(),
        spread == null ? "" : Numbers.plain(spread.low()) + " to " + Numbers.plain(spread.high()),
        goal == null ? "" : goal.toString(),
        verdict(figure) + " |\n");
  }

  private static String verdict(Figure figure) {
    String note = figure.note();
    return figure.verdict() == Figure.Verdict.MISSED
        ? note.replaceFirst("not met", "**$0**")
        : note;
  }
}
