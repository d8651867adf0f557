// SPDX-License-Identifier: Apache-2.0
package org.cachelet.bench.figure;

import java.util.Arrays;

/**
 * What was measured several times.
 *
 * @param median the middle one
 * @param low the lowest
 * @param high the highest
 */
public record Spread(double median, double low, double high) {
  /**
   * Returns the spread of values.
   *
   * @throws IllegalArgumentException if there are none
   */
  public static Spread of(double... values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("nothing was measured");
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int last = sorted.length - 1;
    double median = (sorted[last / 2] + sorted[(last + 1) / 2]) / 2;
    return new Spread(median, sorted[0], sorted[last]);
  }

  /** Returns the spread of all quotients of this and another one: the widest there can be. */
  public Spread over(Spread other) {
    return new Spread(median / other.median, low / other.high, high / other.low);
  }
}
