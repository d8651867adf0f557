// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.fault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What figures may be at most. They are generous beside the promises of the documentation, since
 * the machine may be busy with other things; the table shows the true figures.
 *
 * @param slow how many requests are delayed
 * @param max the longest delay
 * @param firstHit until both a page and a value are found after the fault
 * @param oldest how outdated an answer may be
 * @param hits the share of hits in percent that there must be at least
 */
public record Limits(int slow, Duration max, Duration firstHit, Duration oldest, int hits) {
  /** For most faults: twice the threads and five, before the breaker opens. */
  static final Limits USUAL =
      new Limits(
          2 * (Load.THREADS + 5),
          Duration.ofMillis(400),
          Duration.ofSeconds(10),
          Duration.ofSeconds(4),
          0);

  /**
   * The longest delay where a node can take a lease and then cannot end it: others wait until it
   * ends by itself, after two seconds.
   */
  static final Duration LEASE = Duration.ofSeconds(3);

  /** Returns these limits with another number of delayed requests. */
  Limits withSlow(int count) {
    return new Limits(count, max, firstHit, oldest, hits);
  }

  /** Returns these limits with another longest delay. */
  Limits withMax(Duration delay) {
    return new Limits(slow, delay, firstHit, oldest, hits);
  }

  /** Returns these limits without one for the first hit. */
  Limits withoutFirstHit() {
    return new Limits(slow, max, Figures.NEVER, oldest, hits);
  }

  /** Returns these limits with a least share of hits in percent. */
  Limits withHits(int percent) {
    return new Limits(slow, max, firstHit, oldest, percent);
  }

  /** Returns what is beyond the limits, in words. */
  List<String> broken(Figures figures) {
    List<String> broken = new ArrayList<>();
    require(figures.errors() == 0, figures.errors() + " errors", broken);
    require(figures.foreign() == 0, figures.foreign() + " foreign answers", broken);
    require(figures.oldest().compareTo(oldest) <= 0, "outdated for " + figures.oldest(), broken);
    require(figures.hits() >= hits, "only " + figures.hits() + " % hits", broken);
    require(figures.slow() <= slow, figures.slow() + " delayed requests", broken);
    require(figures.max().compareTo(max) <= 0, "a delay of " + figures.max(), broken);
    require(
        figures.firstHit().compareTo(firstHit) <= 0,
        "first hit after " + figures.firstHit(),
        broken);
    return broken;
  }

  private static void require(boolean kept, String otherwise, List<String> broken) {
    if (!kept) {
      broken.add(otherwise);
    }
  }
}
