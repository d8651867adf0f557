// SPDX-License-Identifier: Apache-2.0
package org.cachelet.bench;

import java.util.List;
import java.util.Optional;

/**
 * Several measurements of one thing.
 *
 * @param low the lowest; the second lowest if there are enough
 * @param high the highest; the second highest if there are enough
 * @param count how many there are
 */
record Spread(double median, double low, double high, int count) {
  /** How many are needed for a result. */
  static final int ENOUGH = 3;

  /** How far apart they may be, as a share of the median. */
  static final double WIDEST = 0.25;

  /** How far apart they may be if the machine was not quiet. */
  static final double NARROW = 0.15;

  private static final int FROM_THEN_ON_WITHOUT_EXTREMES = 5;

  /**
   * Returns the spread of measurements.
   *
   * @throws IllegalArgumentException if there are none
   */
  static Spread of(List<Double> all) {
    if (all.isEmpty()) {
      throw new IllegalArgumentException("nothing was measured");
    }
    List<Double> sorted = all.stream().sorted().toList();
    int size = sorted.size();
    int dropped = size >= FROM_THEN_ON_WITHOUT_EXTREMES ? 1 : 0;
    double median = (sorted.get((size - 1) / 2) + sorted.get(size / 2)) / 2;
    return new Spread(median, sorted.get(dropped), sorted.get(size - 1 - dropped), size);
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

  /** Returns whether the measurements agree so well that it does not matter who disturbed them. */
  boolean isNarrow() {
    return count >= FROM_THEN_ON_WITHOUT_EXTREMES && width() <= NARROW;
  }

  private double width() {
    return median == 0 ? high - low : (high - low) / Math.abs(median);
  }
}
