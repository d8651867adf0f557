// SPDX-License-Identifier: Apache-2.0
package org.cachelet.bench.parts;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One thing that was measured.
 *
 * @param group what it belongs to
 * @param name what it is
 * @param unit in which its values are
 * @param spread the median of what was measured, with the lowest and the highest
 * @param goal what it is to be; null if nothing is asked of it
 * @param remark what else is to be said
 * @param disturbed whether others used so much of the machine that the JVM may not have compiled
 *     what it measured: then nothing can be said to be missed
 */
public record Figure(
    String group,
    String name,
    String unit,
    Spread spread,
    @Nullable Goal goal,
    String remark,
    boolean disturbed) {

  /** How many cores others may use while a miss counts. */
  private static final double QUIET = 0.5;

  /** Returns a figure that nothing is asked of. */
  public static Figure of(String group, String name, String unit, Spread spread) {
    return new Figure(group, name, unit, spread, null, "", false);
  }

  /** Returns this figure with a goal. */
  public Figure goal(Goal asked) {
    return new Figure(group, name, unit, spread, asked, remark, disturbed);
  }

  /** Returns this figure with something said of it. */
  public Figure remark(String text) {
    return new Figure(group, name, unit, spread, goal, text, disturbed);
  }

  /** Returns this figure, measured while others used so many cores. */
  Figure besides(double cores) {
    return new Figure(group, name, unit, spread, goal, remark, cores > QUIET);
  }

  /** Returns how the figure stands to its goal. */
  Verdict verdict() {
    if (goal == null) {
      return Verdict.NONE;
    }
    if (goal.isMetBy(spread.median())) {
      return Verdict.MET;
    }
    return disturbed || goal.isMetBy(spread.low()) || goal.isMetBy(spread.high())
        ? Verdict.UNDECIDED
        : Verdict.MISSED;
  }

  /** Returns the verdict, and what else is to be said. */
  String note() {
    String verdict = verdict().text;
    if (verdict.isEmpty()) {
      return remark;
    }
    return remark.isEmpty() ? verdict : verdict + "; " + remark;
  }

  /** Returns the figure in one line, for another process. */
  public String toLine() {
    return String.join(
        "\t",
        "FIGURE",
        group,
        name,
        unit,
        Double.toString(spread.median()),
        Double.toString(spread.low()),
        Double.toString(spread.high()),
        goal == null ? "" : goal.toString(),
        remark);
  }

  /** Returns the figure that a line says; null if it says none. */
  static @Nullable Figure parse(String line) {
    String[] parts = line.split("\t", -1);
    if (parts.length != 9 || !parts[0].equals("FIGURE")) {
      return null;
    }
    Spread spread =
        new Spread(
            Double.parseDouble(parts[4]),
            Double.parseDouble(parts[5]),
            Double.parseDouble(parts[6]));
    Goal goal = parts[7].isEmpty() ? null : Goal.parse(parts[7]);
    return new Figure(parts[1], parts[2], parts[3], spread, goal, parts[8], false);
  }

  /** How a figure stands to its goal. */
  enum Verdict {
    /** There is no goal. */
    NONE(""),
    /** The median reaches it. */
    MET("met"),
    /** Nothing that was measured reaches it. */
    MISSED("not met"),
    /** The median misses it, but some of what was measured reaches it, or others disturbed. */
    UNDECIDED("undecided, too noisy");

    private final String text;

    Verdict(String text) {
      this.text = text;
    }
  }

  /**
   * What was measured several times.
   *
   * @param median the middle one
   * @param low the lowest
   * @param high the highest
   */
  public record Spread(double median, double low, double high) {
    /** Returns the spread of at least one value. */
    public static Spread of(double... values) {
      double[] sorted = values.clone();
      Arrays.sort(sorted);
      int last = sorted.length - 1;
      double median = (sorted[last / 2] + sorted[(last + 1) / 2]) / 2;
      return new Spread(median, sorted[0], sorted[last]);
    }

    /** Returns the spread of all quotients of this and another one: the widest there can be. */
    Spread over(Spread other) {
      return new Spread(median / other.median, low / other.high, high / other.low);
    }

    /** Returns this in another unit. */
    Spread times(double factor) {
      return new Spread(median * factor, low * factor, high * factor);
    }

    /** Returns the three numbers as they are shown. */
    @Override
    public String toString() {
      return shown(median) + " [" + shown(low) + " to " + shown(high) + "]";
    }

    /** Returns a number with three digits or more. */
    static String shown(double value) {
      double size = Math.abs(value);
      int decimals = size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3;
      return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }
  }
}
