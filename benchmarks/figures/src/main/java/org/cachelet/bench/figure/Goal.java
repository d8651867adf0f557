// SPDX-License-Identifier: Apache-2.0
package org.cachelet.bench.figure;

/**
 * What a figure is to be.
 *
 * @param side on which side of the limit
 * @param limit in the unit of the figure
 */
public record Goal(Side side, double limit) {
  /** On which side of a limit a figure is to be. */
  public enum Side {
    /** It or less. */
    AT_MOST("<="),
    /** It or more. */
    AT_LEAST(">=");

    private final String sign;

    Side(String sign) {
      this.sign = sign;
    }
  }

  /** Returns a goal of so much or less. */
  public static Goal atMost(double limit) {
    return new Goal(Side.AT_MOST, limit);
  }

  /** Returns a goal of so much or more. */
  public static Goal atLeast(double limit) {
    return new Goal(Side.AT_LEAST, limit);
  }

  /** Returns whether a value reaches the goal. */
  public boolean isMetBy(double value) {
    return side == Side.AT_MOST ? value <= limit : value >= limit;
  }

  /** Returns the goal as it is shown. */
  @Override
  public String toString() {
    return side.sign + ' ' + Numbers.plain(limit);
  }
}
