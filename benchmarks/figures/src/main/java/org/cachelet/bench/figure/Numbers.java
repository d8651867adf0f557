// SPDX-License-Identifier: Apache-2.0
package org.cachelet.bench.figure;

import java.util.Locale;

/** Numbers as tables have them. */
public final class Numbers {
  private static final int WHOLE_FROM = 100;
  private static final int TENTHS_FROM = 10;

  private Numbers() {}

  /** Returns a number with about three digits. */
  public static String plain(double number) {
    double size = Math.abs(number);
    if (number == Math.rint(number) && size < WHOLE_FROM) {
      return String.format(Locale.ROOT, "%.0f", number);
    }
    String format = size >= WHOLE_FROM ? "%,.0f" : size >= TENTHS_FROM ? "%.1f" : "%.2f";
    return String.format(Locale.ROOT, format, number);
  }
}
