// SPDX-License-Identifier: Apache-2.0
package org.cachelet.demo;

import java.util.Locale;

/**
 * What reviewers gave a product.
 *
 * @param average the mean of the stars, 1 to 5; zero if there is no review
 * @param count how many reviews there are
 */
public record Rating(double average, int count) {

  /** Returns the average with one digit, such as {@code 4.3}. */
  public String shown() {
    return String.format(Locale.ROOT, "%.1f", average);
  }

  /** Returns the average in tenths of the widest row of stars, 0 to 50. */
  public int tenths() {
    return (int) Math.round(average * 10);
  }
}
