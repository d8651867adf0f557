// SPDX-License-Identifier: Apache-2.0
package org.cachelet.bench.parts;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.cachelet.bench.figure.Figure;
import org.cachelet.bench.figure.Goal;
import org.cachelet.bench.figure.Spread;

/** What is asked of the figures of JMH, and what follows from several of them. */
final class Goals {
  private static final int PER_HIT = 700;
  private static final Map<String, Goal> GOALS =
      Map.of(
          "filter: hit, 1 KB, allocated",
          Goal.atMost(PER_HIT),
          "filter: hit, 20 KB, allocated",
          Goal.atMost(PER_HIT),
          "filter: hit, 100 KB, allocated",
          Goal.atMost(PER_HIT),
          "filter: hit, 20 KB gzip, allocated",
          Goal.atMost(PER_HIT),
          "filter: hit, 304, allocated",
          Goal.atMost(PER_HIT),
          "thymeleaf: hit",
          Goal.atMost(5_000));

  private Goals() {}

  /** Returns figures with their goals, and those that follow from them. */
  static List<Figure> judged(List<Figure> measured) {
    List<Figure> judged = new ArrayList<>();
    for (Figure figure : measured) {
      Goal goal = GOALS.get(figure.group() + ": " + figure.name());
      judged.add(goal == null ? figure : figure.goal(goal));
    }
    ratio(measured, "thymeleaf", "uncached", "hit")
        .ifPresent(ratio -> judged.add(ratio.goal(Goal.atLeast(50))));
    ratio(measured, "jsp", "uncached", "hit").ifPresent(judged::add);
    ratio(measured, "filter", "hit, 20 KB gzip, 2 holes", "hit, 20 KB gzip")
        .map(ratio -> ratio.remark("without a container; the goal of 3 is for whole requests"))
        .ifPresent(judged::add);
    ratio(measured, "codec", "write", "bare write").ifPresent(judged::add);
    ratio(measured, "codec", "read", "bare read").ifPresent(judged::add);
    return judged;
  }

  private static Optional<Figure> ratio(
      List<Figure> measured, String group, String over, String under) {
    Optional<Figure> first = find(measured, group, over);
    Optional<Figure> second = find(measured, group, under);
    return first.isEmpty() || second.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Figure.of(
                group,
                "(" + over + ") / (" + under + ")",
                "x",
                known(first.get()).over(known(second.get()))));
  }

  private static Spread known(Figure figure) {
    return Objects.requireNonNull(figure.spread(), figure::toString);
  }

  private static Optional<Figure> find(List<Figure> measured, String group, String name) {
    return measured.stream()
        .filter(figure -> figure.group().equals(group) && figure.name().equals(name))
        .findFirst();
  }
}
