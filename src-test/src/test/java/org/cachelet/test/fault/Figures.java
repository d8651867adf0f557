// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.fault;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.cachelet.test.fault.Fault.Times;
import org.cachelet.test.fault.Sample.Found;
import org.cachelet.test.fault.Sample.Way;

/**
 * What became of the requests around one fault.
 *
 * @param requests how many began during the fault
 * @param errors answers of 500 and more, or none, during the fault and after it
 * @param foreign answers that were not whole, or another one's, likewise
 * @param stale answers that were outdated for longer than {@link #FENCE}, likewise
 * @param oldest how long the most outdated answer was known to be outdated, likewise
 * @param slow how many took longer than {@link #SLOW} during the fault
 * @param usual the 99th percentile before the fault
 * @param p99 the 99th percentile during the fault
 * @param max the longest during the fault
 * @param hits the share of hits during the fault, in percent
 * @param firstHit from the end of the fault until both a page and a value were found
 */
record Figures(
    int requests,
    int errors,
    int foreign,
    int stale,
    Duration oldest,
    int slow,
    Duration usual,
    Duration p99,
    Duration max,
    int hits,
    Duration firstHit) {

  /** For how long a node may serve what was invalidated elsewhere. */
  static final Duration FENCE = Duration.ofSeconds(2);

  /** From when on a request counts as delayed. */
  static final Duration SLOW = Duration.ofMillis(100);

  /** Stands for a first hit that did not come. */
  static final Duration NEVER = FaultTable.NEVER;

  /** Returns the cells of its row in a table. */
  List<String> cells() {
    return List.of(
        String.valueOf(requests),
        String.valueOf(errors),
        String.valueOf(foreign),
        String.valueOf(stale),
        FaultTable.millis(oldest),
        String.valueOf(slow),
        FaultTable.millis(usual),
        FaultTable.millis(p99),
        FaultTable.millis(max),
        hits + " %",
        FaultTable.millis(firstHit));
  }

  /** Returns the figures of some requests. */
  static Figures of(List<Sample> samples, Times times) {
    List<Sample> before = samples.stream().filter(s -> times.begun() - s.begun() > 0).toList();
    List<Sample> during =
        samples.stream().filter(s -> s.isWithin(times.begun(), times.ended())).toList();
    List<Sample> all = samples.stream().filter(s -> s.begun() - times.begun() >= 0).toList();
    return new Figures(
        during.size(),
        count(all, s -> s.status() == 0 || s.status() >= 500),
        count(all, s -> s.found() == Found.FOREIGN),
        count(all, s -> s.outdatedFor().compareTo(FENCE) > 0),
        all.stream().map(Sample::outdatedFor).max(Duration::compareTo).orElse(Duration.ZERO),
        count(during, s -> s.isSlowerThan(SLOW)),
        percentile(before, 99),
        percentile(during, 99),
        percentile(during, 100),
        100 * count(during, s -> s.found() == Found.HIT) / Math.max(1, during.size()),
        firstHit(samples, times.healed()));
  }

  /** Returns how long after a moment both a page and a value were found. */
  static Duration firstHit(List<Sample> samples, long moment) {
    Duration page = firstHit(samples, moment, Way.PAGE);
    Duration value = firstHit(samples, moment, Way.VALUE);
    return page.compareTo(value) > 0 ? page : value;
  }

  private static Duration firstHit(List<Sample> samples, long moment, Way way) {
    return samples.stream()
        .filter(s -> s.way() == way && s.found() == Found.HIT && s.begun() - moment >= 0)
        .map(s -> s.took().plusNanos(s.begun() - moment))
        .min(Duration::compareTo)
        .orElse(NEVER);
  }

  private static int count(List<Sample> samples, Predicate<Sample> condition) {
    return (int) samples.stream().filter(condition).count();
  }

  private static Duration percentile(List<Sample> samples, int percent) {
    if (samples.isEmpty()) {
      return Duration.ZERO;
    }
    long[] sorted = samples.stream().mapToLong(s -> s.took().toNanos()).sorted().toArray();
    int index = (int) Math.ceil(sorted.length * percent / 100.0) - 1;
    return Duration.ofNanos(Arrays.stream(sorted).skip(index).findFirst().orElse(0));
  }
}
