// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The steps that the version of a cache has taken: the newest ones each, the older ones only
 * counted, so that it stays small. Immutable.
 *
 * @param counted how many steps are only counted
 * @param border the newest of those
 * @param steps those after the border
 */
record StepSet(long counted, Step border, NavigableSet<Step> steps) {
  /** How many steps are kept each at least: none may arrive later than so many newer ones. */
  static final int KEPT = 64;

  /** No steps. */
  static final StepSet NONE = new StepSet(0, new Step(0, 0), new TreeSet<>());

  private static final int RADIX = 36;

  /** Returns one step. */
  static StepSet of(Step step) {
    return new StepSet(0, NONE.border, new TreeSet<>(List.of(step)));
  }

  /** Returns how many steps there are. */
  long count() {
    return counted + steps.size();
  }

  /** Returns the time of a step that is new, at {@code time} or a little later. */
  long timeForNext(long time) {
    return Math.max(time, border.time + 1);
  }

  /** Returns the steps of both. */
  StepSet merge(StepSet other) {
    StepSet further = other.border.compareTo(border) > 0 ? other : this;
    long most = other.border.equals(border) ? Math.max(counted, other.counted) : further.counted;
    NavigableSet<Step> union = new TreeSet<>(steps);
    union.addAll(other.steps);
    union.removeIf(step -> step.compareTo(further.border) <= 0);
    return new StepSet(most, further.border, union).shortened();
  }

  private StepSet shortened() {
    if (steps.size() <= 2 * KEPT) {
      return this;
    }
    NavigableSet<Step> kept = new TreeSet<>(steps);
    Step last = border;
    while (kept.size() > KEPT) {
      last = kept.first();
      kept.remove(last);
    }
    return new StepSet(counted + steps.size() - kept.size(), last, kept);
  }

  /** Returns the steps as text. */
  String text() {
    return Long.toString(counted, RADIX)
        + ' '
        + border
        + steps.stream().map(step -> " " + step).collect(Collectors.joining());
  }

  /**
   * Returns the steps that a text holds.
   *
   * @throws IllegalArgumentException if it is none of {@link #text()}
   */
  static StepSet parse(String text) {
    String[] parts = text.split(" ", -1);
    if (parts.length < 2) {
      throw new IllegalArgumentException("no steps: " + text);
    }
    NavigableSet<Step> steps = new TreeSet<>();
    Arrays.stream(parts, 2, parts.length).map(Step::parse).forEach(steps::add);
    return new StepSet(Long.parseLong(parts[0], RADIX), Step.parse(parts[1]), steps);
  }

  /**
   * The identity of a step.
   *
   * @param time about when it was taken, by the clock of the log
   * @param random tells it from others of that time
   */
  record Step(long time, long random) implements Comparable<Step> {
    private static final Comparator<Step> ORDER =
        Comparator.comparingLong(Step::time).thenComparingLong(Step::random);

    static Step parse(String text) {
      int dot = text.indexOf('.');
      return new Step(
          Long.parseLong(text.substring(0, Math.max(0, dot)), RADIX),
          Long.parseLong(text.substring(dot + 1), RADIX));
    }

    @Override
    public int compareTo(Step other) {
      return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
      return Long.toString(time, RADIX) + '.' + Long.toString(random, RADIX);
    }
  }
}
