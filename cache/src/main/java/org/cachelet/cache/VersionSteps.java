// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;

/**
 * How often the version of each named cache went up. In the shared log, a record of a version names
 * no caches but statements: the cache and steps of it, each with an identity of its own. A
 * statement may hold one step or all; nodes that have read the same statements, in any order and
 * any number of times, know the same versions. So a step that is appended twice counts once, and
 * all steps can be stated again before their first records are trimmed. Thread-safe.
 */
final class VersionSteps {
  private final ConcurrentMap<String, StepSet> caches = new ConcurrentHashMap<>();

  /** Returns how often the version of a named cache went up. */
  long of(String cache) {
    StepSet steps = caches.get(cache);
    return steps == null ? 0 : steps.count();
  }

  /**
   * Takes one more step here, and returns the statement by which others take it too.
   *
   * @param time about when, by the clock of the log
   */
  String step(String cache, long time) {
    long random = ThreadLocalRandom.current().nextLong();
    StepSet before = caches.getOrDefault(cache, StepSet.NONE);
    StepSet one = StepSet.of(new StepSet.Step(before.timeForNext(time), random));
    merge(cache, one);
    return cache + ' ' + one.text();
  }

  /** Takes the steps of a statement; returns false if it is in a form that is not known. */
  boolean merge(String statement) {
    int space = statement.indexOf(' ');
    if (space < 0) {
      return false;
    }
    try {
      merge(statement.substring(0, space), StepSet.parse(statement.substring(space + 1)));
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** Returns what states all steps of all caches. */
  Set<String> statements() {
    return caches.entrySet().stream()
        .map(steps -> steps.getKey() + ' ' + steps.getValue().text())
        .collect(Collectors.toSet());
  }

  private void merge(String cache, StepSet steps) {
    caches.merge(cache, steps, StepSet::merge);
  }
}
