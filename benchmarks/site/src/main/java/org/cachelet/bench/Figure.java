// SPDX-License-Identifier: Apache-2.0
package org.cachelet.bench;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One line of the results.
 *
 * @param value null if nothing came out; the note says why
 * @param low of the rounds that count
 * @param high of the rounds that count
 * @param goal as {@code >= 0.95} or {@code <= 3}; empty if there is none
 * @param note what else is to be said; may be empty
 */
record Figure(
    String group,
    String name,
    @Nullable Double value,
    String unit,
    @Nullable Double low,
    @Nullable Double high,
    String goal,
    String note) {
  private static final Pattern BOUND = Pattern.compile("[0-9][0-9.,]*");

  /** Returns the figure for what was measured, or for the noise that it was. */
  static Figure of(Label label, Spread spread) {
    return spread
        .noise()
        .map(noise -> none(label, "no result: " + noise))
        .orElseGet(
            () ->
                new Figure(
                    label.group(),
                    label.name(),
                    spread.median(),
                    label.unit(),
                    spread.low(),
                    spread.high(),
                    label.goal(),
                    ""));
  }

  /** Returns a figure without a value. */
  static Figure none(Label label, String why) {
    return new Figure(
        label.group(), label.name(), null, label.unit(), null, null, label.goal(), why);
  }

  /** Returns this figure with a note. */
  Figure with(String remark) {
    return new Figure(group, name, value, unit, low, high, goal, remark);
  }

  /** Returns whether the goal is met; empty without a goal or a value. */
  Optional<Boolean> isMet() {
    Matcher bound = BOUND.matcher(goal);
    if (value == null || !bound.find()) {
      return Optional.empty();
    }
    double number = Double.parseDouble(bound.group().replace(",", ""));
    return Optional.of(isAtLeast() ? value >= number : value <= number);
  }

  /** Returns whether more is better. */
  boolean isAtLeast() {
    return goal.startsWith(">") || goal.startsWith("≥");
  }

  /**
   * What a figure is about.
   *
   * @param goal empty if there is none
   */
  record Label(String group, String name, String unit, String goal) {}
}
