// SPDX-License-Identifier: Apache-2.0
package org.cachelet.bench;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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
                    .filter(old -> isOfTheSame(old, figure))
                    .flatMap(old -> found(old, figure)))
        .toList();
  }

  private static boolean isOfTheSame(Figure old, Figure now) {
    return old.group().equals(now.group())
        && old.name().equals(now.name())
        && old.unit().equals(now.unit());
  }

  private static Stream<Regression> found(Figure old, Figure now) {
    return worse(old, now).filter(worse -> worse).stream().map(yes -> new Regression(old, now));
  }

  /** Returns whether ranges and medians are both worse; empty if there is nothing to compare. */
  private static Optional<Boolean> worse(Figure old, Figure now) {
    if (old.goal().isEmpty() || isMissing(old) || isMissing(now)) {
      return Optional.empty();
    }
    double was = known(old.value());
    double is = known(now.value());
    boolean apart =
        now.isAtLeast()
            ? known(now.high()) < known(old.low())
            : known(now.low()) > known(old.high());
    double change = now.isAtLeast() ? was - is : is - was;
    return Optional.of(apart && change > SLIGHT * Math.abs(was));
  }

  private static boolean isMissing(Figure figure) {
    return figure.value() == null || figure.low() == null || figure.high() == null;
  }

  private static double known(@Nullable Double number) {
    return number == null ? Double.NaN : number;
  }

  @Override
  public String toString() {
    return "REGRESSION "
        + now.group()
        + ", "
        + now.name()
        + ": "
        + Numbers.plain(known(now.value()))
        + " "
        + now.unit()
        + ", was "
        + Numbers.plain(known(before.value()));
  }
}
