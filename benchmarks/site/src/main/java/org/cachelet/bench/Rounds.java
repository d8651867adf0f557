// SPDX-License-Identifier: Apache-2.0
package org.cachelet.bench;

import java.util.List;
import java.util.Optional;
import org.cachelet.bench.figure.Spread;

/**
 * What several rounds say of one thing.
 *
 * @param spread without the lowest and the highest if there are enough
 * @param count how many there are
 */
record Rounds(Spread spread, int count) {
  /** How many are needed for a result. */
  static final int ENOUGH = 3;

  /** How far apart they may be, as a share of the median. */
  static final double WIDEST = 0.25;

  /** How far apart they may be if the machine was not quiet. */
  static final double NARROW = 0.15;

  private static final int FROM_THEN_ON_WITHOUT_EXTREMES = 5;

  /**
   * Returns what values say.
   *
   * @throws IllegalArgumentException if there are none
   */
  static Rounds of(List<Double> all) {
    double[] sorted = all.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    Spread whole = Spread.of(sorted);
    if (sorted.length < FROM_THEN_ON_WITHOUT_EXTREMES) {
      return new Rounds(whole, sorted.length);
    }
    Spread inner = new Spread(whole.median(), sorted[1], sorted[sorted.length - 2]);
    return new Rounds(inner, sorted.length);
  }

  /** Returns why this is noise and no result, if it is. */
  Optional<String> noise() {
    if (count < ENOUGH) {
      return Optional.of("only " + count + " clean rounds");
    }
    return width() > WIDEST
        ? Optional.of("rounds differ by " + Math.round(width() * 100) + " %")
        : Optional.empty();
  }

  /** Returns whether the rounds agree so well that it does not matter who disturbed them. */
  boolean isNarrow() {
    return count >= FROM_THEN_ON_WITHOUT_EXTREMES && width() <= NARROW;
  }

  private double width() {
    double range = spread.high() - spread.low();
    return spread.median() == 0 ? range : range / Math.abs(spread.median());
  }
}
