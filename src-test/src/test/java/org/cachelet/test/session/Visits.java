// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.session;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.cachelet.test.fault.HttpConnection;
import org.cachelet.test.session.Visit.Kind;
import org.cachelet.test.session.Visit.Result;
import org.jspecify.annotations.Nullable;

/** Visitors who go from node to node: 16 threads with three visitors each. Thread-safe. */
final class Visits implements AutoCloseable {
  /** How many threads there are. */
  static final int THREADS = 16;

  private static final int VISITORS_EACH = 3;
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final List<Kind> kinds;
  private final long pauseNanos;
  private final int[] ports;
  private final Tally tally = new Tally();
  private final Queue<Visit> visits = new ConcurrentLinkedQueue<>();
  private final List<Visitor> visitors = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private volatile int shunned = -1;
  private volatile boolean ended;

  /**
   * Starts to visit nodes that listen on these ports.
   *
   * @param kinds what is asked for, each as often as the others
   * @param pause of each thread between two requests
   */
  Visits(List<Kind> kinds, Duration pause, int... ports) {
    this.kinds = List.copyOf(kinds);
    this.ports = ports.clone();
    pauseNanos = pause.toNanos();
    for (int i = 0; i < THREADS * VISITORS_EACH; i++) {
      visitors.add(new Visitor(tally));
    }
    for (int i = 0; i < THREADS; i++) {
      List<Visitor> own = visitors.subList(i * VISITORS_EACH, (i + 1) * VISITORS_EACH);
      Thread thread = new Thread(() -> visit(own), "test-visits-" + i);
      thread.setDaemon(true);
      threads.add(thread);
      thread.start();
    }
  }

  /** Waits until each visitor has a session. */
  void awaitSessions() {
    await().atMost(PATIENCE).until(() -> storages().size() >= visitors.size());
  }

  /** Returns where sessions are stored that a visitor has changed. */
  Set<String> storages() {
    return visits.stream()
        .filter(v -> v.kind().changes() && v.result() == Result.OK)
        .map(Visit::storage)
        .collect(Collectors.toSet());
  }

  /** Leaves out a node from now on; with a number that none has, no one. */
  void shun(int node) {
    shunned = node;
  }

  /** Returns all requests that have been answered so far. */
  List<Visit> visits() {
    return List.copyOf(visits);
  }

  /** Returns what was seen so far. */
  Tally.Counts counts() {
    return tally.counts();
  }

  /** Lets each visitor look once more, at nodes that may need a while; only after the end. */
  void settle(int... others) throws IOException {
    for (int port : others) {
      try (HttpConnection node = new HttpConnection(port)) {
        for (Visitor visitor : visitors) {
          await()
              .atMost(PATIENCE)
              .pollDelay(Duration.ZERO)
              .until(() -> visitor.ask(node, Kind.READ) == Result.OK);
        }
      }
    }
  }

  /** Ends the visits, and waits for those under way. */
  @Override
  public void close() throws InterruptedException {
    ended = true;
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private void visit(List<Visitor> own) {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    @Nullable HttpConnection[] connections = new HttpConnection[ports.length];
    long next = System.nanoTime() + random.nextLong(pauseNanos);
    while (!ended) {
      LockSupport.parkNanos(next - System.nanoTime());
      next = Math.max(next + pauseNanos, System.nanoTime());
      int node = random.nextInt(ports.length);
      if (node != shunned) {
        visit(own.get(random.nextInt(own.size())), connections, node);
      }
    }
    for (int i = 0; i < connections.length; i++) {
      drop(connections, i);
    }
  }

  private void visit(Visitor visitor, @Nullable HttpConnection[] connections, int node) {
    Kind kind =
        visitor.isKnown()
            ? kinds.get(ThreadLocalRandom.current().nextInt(kinds.size()))
            : Kind.WRITE;
    long begun = System.nanoTime();
    Result result = Result.ERROR;
    try {
      HttpConnection connection = connections[node];
      if (connection == null) {
        connection = new HttpConnection(ports[node]);
        connections[node] = connection;
      }
      result = visitor.ask(connection, kind);
    } catch (IOException | RuntimeException e) {
      drop(connections, node);
    }
    Duration took = Duration.ofNanos(System.nanoTime() - begun);
    visits.add(new Visit(begun, took, node, kind, result, visitor.storage()));
  }

  private static void drop(@Nullable HttpConnection[] connections, int node) {
    HttpConnection connection = connections[node];
    connections[node] = null;
    if (connection != null) {
      try {
        connection.close();
      } catch (IOException e) {
        // given up anyway
      }
    }
  }
}
