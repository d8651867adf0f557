// SPDX-License-Identifier: Apache-2.0
package org.cachelet.bench.figure;

import org.jspecify.annotations.Nullable;

/**
 * One thing that was measured.
 *
 * @param group what it belongs to
 * @param name what it is
 * @param unit in which its values are
 * @param spread what was measured; null if nothing came out, and then the remark says why
 * @param goal what it is to be; null if nothing is asked of it
 * @param remark what else is to be said; may be empty
 * @param disturbed whether others used so much of the machine that the JVM may not have compiled
 *     what it measured: then nothing can be said to be missed
 */
public record Figure(
    String group,
    String name,
    String unit,
    @Nullable Spread spread,
    @Nullable Goal goal,
    String remark,
    boolean disturbed) {

  /** How many cores others may use while a miss counts. */
  private static final double QUIET = 0.5;

  /** Returns a figure that nothing is asked of. */
  public static Figure of(String group, String name, String unit, Spread spread) {
    return new Figure(group, name, unit, spread, null, "", false);
  }

  /** Returns a figure without a value. */
  public static Figure none(String group, String name, String unit, String why) {
    return new Figure(group, name, unit, null, null, why, false);
  }

  /** Returns this figure with a goal, or with none. */
  public Figure goal(@Nullable Goal asked) {
    return new Figure(group, name, unit, spread, asked, remark, disturbed);
  }

  /** Returns this figure with something said of it. */
  public Figure remark(String text) {
    return new Figure(group, name, unit, spread, goal, text, disturbed);
  }

  /** Returns this figure, measured while others used so many cores. */
  public Figure besides(double cores) {
    return new Figure(group, name, unit, spread, goal, remark, cores > QUIET);
  }

  /** Returns how the median stands to the goal. */
  public Verdict verdict() {
    if (goal == null || spread == null) {
      return Verdict.NONE;
    }
    if (goal.isMetBy(spread.median())) {
      return Verdict.MET;
    }
    return disturbed ? Verdict.UNDECIDED : Verdict.MISSED;
  }

  /** Returns the verdict, and what else is to be said. */
  public String note() {
    String verdict = verdict().text;
    if (verdict.isEmpty()) {
      return remark;
    }
    return remark.isEmpty() ? verdict : verdict + "; " + remark;
  }

  /** How a figure stands to its goal. */
  public enum Verdict {
    /** There is no goal, or no value. */
    NONE(""),
    /** It is reached. */
    MET("met"),
    /** It is not. */
    MISSED("not met"),
    /** It is not, but others disturbed. */
    UNDECIDED("undecided, too noisy");

    private final String text;

    Verdict(String text) {
      this.text = text;
    }
  }
}
