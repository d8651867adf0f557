// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.session;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.cachelet.test.fault.EmbeddedJetty;
import org.cachelet.test.fault.Fault;
import org.cachelet.test.fault.Fault.Span;
import org.cachelet.test.fault.Fault.Times;
import org.cachelet.test.fault.FaultTable;
import org.cachelet.test.session.Visit.Kind;

/**
 * One fault while visitors use their sessions on two nodes.
 *
 * @param <R> where it happens
 * @param fault the fault
 * @param bounds what it may cost
 */
record SessionTrial<R extends AutoCloseable>(Fault<R> fault, Bounds bounds) {
  private static final Duration WARM = Duration.ofMillis(500);
  private static final Duration RECOVERY = Duration.ofSeconds(15);
  private static final Duration AFTERWARDS = Duration.ofMillis(300);
  private static final List<Kind> KINDS =
      List.of(Kind.PLAIN, Kind.READ, Kind.READ, Kind.WRITE, Kind.FLUSH);

  /** Is told where sessions are stored, before the fault. */
  interface Watch<R> {
    void sees(R redis, Set<String> storages);
  }

  /** Runs it and returns the figures. */
  VisitFigures run(Pace pace) throws Exception {
    return run(pace, (redis, storages) -> {}).figures();
  }

  /**
   * How long it takes.
   *
   * @param duration how long the fault lasts
   * @param pause of each of 16 threads between two requests
   */
  record Pace(Duration duration, Duration pause) {
    /** Returns how many requests there are in a second. */
    long rate() {
      return Visits.THREADS * 1_000 / pause.toMillis();
    }
  }

  /** What became of it. */
  record Outcome(List<Visit> visits, Times times, Tally.Counts counts) {
    /** Returns it as figures. */
    VisitFigures figures() {
      return VisitFigures.of(visits, times, counts);
    }

    /** Returns how many requests for other sessions than these were answered with 503. */
    long unavailableExcept(Set<String> storages) {
      return visits.stream()
          .filter(v -> v.begun() - times.begun() >= 0 && v.result() == Visit.Result.UNAVAILABLE)
          .filter(v -> !storages.contains(v.storage()))
          .count();
    }
  }

  /** Runs it, with somebody who looks where sessions are. */
  Outcome run(Pace pace, Watch<R> watch) throws Exception {
    try (R redis = fault.ground().start()) {
      if (isFromStart()) {
        fault.course().inject().run(redis, pace.duration());
      }
      String url = fault.url().apply(redis);
      try (EmbeddedJetty first = SessionNode.start(url);
          EmbeddedJetty second = SessionNode.start(url)) {
        Visits visits = new Visits(KINDS, pace.pause(), first.port(), second.port());
        Times times;
        try (visits) {
          if (!isFromStart()) {
            visits.awaitSessions();
            watch.sees(redis, visits.storages());
          }
          times = courseUnderLoad(redis, pace.duration(), visits);
        }
        visits.settle(first.port(), second.port());
        return new Outcome(visits.visits(), times, visits.counts());
      }
    }
  }

  private Times courseUnderLoad(R redis, Duration duration, Visits visits) throws Exception {
    if (!isFromStart()) {
      Thread.sleep(WARM.toMillis());
    }
    Times times = fault.course().run(redis, duration);
    long end = System.nanoTime() + RECOVERY.toNanos();
    while (VisitFigures.healthy(visits.visits(), times.healed()).equals(FaultTable.NEVER)
        && end - System.nanoTime() > 0) {
      Thread.sleep(100); // if it never comes, the figures show it
    }
    Thread.sleep(AFTERWARDS.toMillis());
    return times;
  }

  private boolean isFromStart() {
    return fault.course().span() == Span.FROM_START;
  }

  @Override
  public String toString() {
    return fault.toString();
  }
}
