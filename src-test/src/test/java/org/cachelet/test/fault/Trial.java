// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.fault;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.cachelet.test.fault.Fault.Span;
import org.cachelet.test.fault.Fault.Times;
import org.cachelet.test.fault.HttpConnection.Answer;

/** One fault under load: two nodes are visited before, during and after it. Used by one thread. */
final class Trial<R extends AutoCloseable> {
  private static final Duration WARM = Duration.ofSeconds(1);
  private static final Duration RECOVERY = Duration.ofSeconds(15);
  private static final Duration AFTERWARDS = Duration.ofMillis(500);

  private final Fault<R> fault;
  private final Duration duration;
  private final Source source = new Source();
  private final Start second;

  /** Prepares a fault that lasts that long. */
  Trial(Fault<R> fault, Duration duration) {
    this(fault, duration, Node::start);
  }

  /** Prepares a fault at two nodes of which the second starts in another way. */
  Trial(Fault<R> fault, Duration duration, Start second) {
    this.fault = fault;
    this.duration = duration;
    this.second = second;
  }

  /** A way to start a node. */
  interface Start {
    Node with(Source source, Map<String, String> settings) throws Exception;
  }

  /** Runs it and returns the figures. */
  Figures run() throws Exception {
    try (R redis = fault.ground().start()) {
      if (span() == Span.FROM_START) {
        fault.course().inject().run(redis, duration);
      }
      Map<String, String> settings = Node.settings(fault.url().apply(redis));
      try (Node first = Node.start(source, settings);
          Node other = second.with(source, settings)) {
        return run(redis, first, other);
      }
    }
  }

  private Figures run(R redis, Node first, Node other) throws Exception {
    if (span() != Span.FROM_START) {
      Load.fill(first.port(), other.port());
    }
    try (Load load = new Load(source, first.port(), other.port())) {
      Times times;
      try (Changes changes = new Changes(source, List.of(first.caches(), other.caches()))) {
        times = courseUnderLoad(redis);
        awaitHits(load, times.healed());
        Thread.sleep(AFTERWARDS.toMillis());
      }
      awaitCurrent(first.port());
      awaitCurrent(other.port());
      return Figures.of(load.samples(), times);
    }
  }

  private Times courseUnderLoad(R redis) throws Exception {
    if (span() != Span.FROM_START) {
      Thread.sleep(WARM.toMillis());
    }
    return fault.course().run(redis, duration);
  }

  /** Waits for hits; if none come, the figures show it. */
  private static void awaitHits(Load load, long healed) throws InterruptedException {
    long end = System.nanoTime() + RECOVERY.toNanos();
    while (Figures.firstHit(load.samples(), healed).equals(Figures.NEVER)
        && end - System.nanoTime() > 0) {
      Thread.sleep(100);
    }
  }

  /** Waits until a node serves no page that is older than its source: what was pending, too. */
  private void awaitCurrent(int port) throws IOException {
    try (HttpConnection connection = new HttpConnection(port)) {
      await(fault + ": pages that stay outdated")
          .atMost(RECOVERY)
          .pollDelay(Duration.ZERO)
          .until(() -> outdated(connection), List::isEmpty);
    }
  }

  /** Returns the ids of the pages that a node serves in an older version. */
  private List<Integer> outdated(HttpConnection connection) throws IOException {
    List<Integer> outdated = new ArrayList<>();
    for (int id = 0; id < Source.PAGES; id++) {
      if (!isCurrent(connection.get("/page/" + id), id)) {
        outdated.add(id);
      }
    }
    return outdated;
  }

  private boolean isCurrent(Answer answer, int id) {
    return PageText.read(answer.body(), id)
        .filter(page -> page.version() == source.version(id))
        .isPresent();
  }

  private Span span() {
    return fault.course().span();
  }
}
