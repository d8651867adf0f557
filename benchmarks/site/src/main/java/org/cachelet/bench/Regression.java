// SPDX-License-Identifier: Apache-2.0
package org.cachelet.bench;

import java.util.List;
import org.cachelet.bench.figure.Figure;
import org.cachelet.bench.figure.Goal;
import org.cachelet.bench.figure.Numbers;
import org.cachelet.bench.figure.Spread;

/**
 * A figure that is worse than it was, by more than its rounds differ.
 *
 * @param before what it was
 * @param now what it is
 */
record Regression(Figure before, Figure now) {
  private static final double SLIGHT = 0.05;

  /** Returns what is worse now. */
  static List<Regression> between(List<Figure> before, List<Figure> now) {
    return now.stream()
        .flatMap(
            figure ->
                before.stream()
                    .filter(old -> isOfTheSame(old, figure) && isWorse(old, figure))
                    .map(old -> new Regression(old, figure)))
        .toList();
  }

  private static boolean isOfTheSame(Figure old, Figure now) {
    return old.group().equals(now.group())
        && old.name().equals(now.name())
        && old.unit().equals(now.unit());
  }

  /** Returns whether ranges and medians are both worse; not if there is nothing to compare. */
  private static boolean isWorse(Figure old, Figure now) {
    Goal goal = now.goal();
    Spread was = old.spread();
    Spread is = now.spread();
    if (goal == null || was == null || is == null) {
      return false;
    }
    boolean more = goal.side() == Goal.Side.AT_LEAST;
    boolean apart = more ? is.high() < was.low() : is.low() > was.high();
    double change = more ? was.median() - is.median() : is.median() - was.median();
    return apart && change > SLIGHT * Math.abs(was.median());
  }

  private static String median(Figure figure) {
    Spread spread = figure.spread();
    return spread == null ? "nothing" : Numbers.plain(spread.median());
  }

  @Override
  public String toString() {
    return "REGRESSION "
        + now.group()
        + ", "
        + now.name()
        + ": "
        + median(now)
        + " "
        + now.unit()
        + ", was "
        + median(before);
  }
}
