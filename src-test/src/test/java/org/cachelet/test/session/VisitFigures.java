// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.session;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.cachelet.test.fault.Fault.Times;
import org.cachelet.test.fault.FaultTable;
import org.cachelet.test.session.Visit.Kind;
import org.cachelet.test.session.Visit.Result;

/**
 * What became of visits around one fault.
 *
 * @param requests how many began during the fault
 * @param unavailable how many were answered with 503 and Retry-After, from its beginning on
 * @param errors how many had any other error, likewise
 * @param counts what visitors saw that they should not
 * @param longest the longest of requests that use the session, from the beginning of the fault on
 * @param usual the 99th percentile of requests that do not, before it
 * @param untouched the 99th percentile of requests that do not, during it
 * @param healthy from the end of the fault until a session was read and changed on each node
 */
record VisitFigures(
    int requests,
    int unavailable,
    int errors,
    Tally.Counts counts,
    Duration longest,
    Duration usual,
    Duration untouched,
    Duration healthy) {

  /** What the cells of a row are. */
  static final List<String> NAMES =
      List.of(
          "requests",
          "503",
          "other 5xx",
          "logged out",
          "cookies cleared",
          "saved",
          "lost",
          "foreign",
          "longest wait",
          "p99 without session, before",
          "p99 without session",
          "healthy after");

  /** Returns the figures of some visits. */
  static VisitFigures of(List<Visit> visits, Times times, Tally.Counts counts) {
    List<Visit> from = visits.stream().filter(v -> v.begun() - times.begun() >= 0).toList();
    List<Visit> during =
        visits.stream().filter(v -> v.isWithin(times.begun(), times.ended())).toList();
    return new VisitFigures(
        during.size(),
        count(from, v -> v.result() == Result.UNAVAILABLE),
        count(from, v -> v.result() == Result.ERROR),
        counts,
        percentile(from.stream().filter(v -> v.kind() != Kind.PLAIN), 100),
        percentile(plain(visits).filter(v -> times.begun() - v.begun() > 0), 99),
        percentile(plain(during), 99),
        healthy(visits, times.healed()));
  }

  private static Stream<Visit> plain(List<Visit> visits) {
    return visits.stream().filter(v -> v.kind() == Kind.PLAIN);
  }

  /** Returns how long after a moment a session was read and changed on each node. */
  static Duration healthy(List<Visit> visits, long moment) {
    return Stream.of(0, 1)
        .flatMap(
            node ->
                Stream.of(Kind.READ, Kind.WRITE)
                    .map(
                        kind ->
                            first(
                                visits.stream().filter(v -> v.node() == node && v.kind() == kind),
                                moment)))
        .max(Duration::compareTo)
        .orElseThrow();
  }

  private static Duration first(Stream<Visit> visits, long moment) {
    return visits
        .filter(v -> v.result() == Result.OK && v.begun() - moment >= 0)
        .map(v -> v.took().plusNanos(v.begun() - moment))
        .min(Duration::compareTo)
        .orElse(FaultTable.NEVER);
  }

  private static int count(List<Visit> visits, Predicate<Visit> condition) {
    return (int) visits.stream().filter(condition).count();
  }

  private static Duration percentile(Stream<Visit> visits, int percent) {
    long[] sorted = visits.mapToLong(v -> v.took().toNanos()).sorted().toArray();
    int index = (int) Math.ceil(sorted.length * percent / 100.0) - 1;
    return Duration.ofNanos(Arrays.stream(sorted).skip(Math.max(0, index)).findFirst().orElse(0));
  }

  /** Returns the cells of its row in a table. */
  List<String> cells() {
    return List.of(
        String.valueOf(requests),
        String.valueOf(unavailable),
        String.valueOf(errors),
        String.valueOf(counts.loggedOut()),
        String.valueOf(counts.cleared()),
        String.valueOf(counts.acknowledged()),
        String.valueOf(counts.lost()),
        String.valueOf(counts.foreign()),
        FaultTable.millis(longest),
        FaultTable.millis(usual),
        FaultTable.millis(untouched),
        FaultTable.millis(healthy));
  }
}
