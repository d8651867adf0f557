// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.fault;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.cachelet.test.fault.Sample.Found;
import org.cachelet.test.fault.Sample.Way;

/** Visitors: 16 threads that make about 200 requests a second at some nodes. Thread-safe. */
final class Load implements AutoCloseable {
  /** How many threads there are. */
  static final int THREADS = 16;

  private static final long PAUSE_NANOS = 80_000_000; // of each thread: 12.5 requests a second
  private static final int VALUES = 20; // few, so that one is soon asked for again

  private final Source source;
  private final int[] ports;
  private final Queue<Sample> samples = new ConcurrentLinkedQueue<>();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean ended;

  /** Starts to visit nodes that listen on these ports. */
  Load(Source source, int... ports) {
    this.source = source;
    this.ports = ports.clone();
    for (int i = 0; i < THREADS; i++) {
      Thread thread = new Thread(this::visit, "test-load-" + i);
      thread.setDaemon(true);
      threads.add(thread);
      thread.start();
    }
  }

  /** Asks each node for each page and value once, so that all are stored. */
  static void fill(int... ports) throws IOException {
    for (int port : ports) {
      try (HttpConnection connection = new HttpConnection(port)) {
        for (int id = 0; id < Source.PAGES; id++) {
          connection.get("/page/" + id);
        }
        for (int id = 0; id < VALUES; id++) {
          connection.get("/value/" + id);
        }
      }
    }
  }

  /** Returns all requests that have been answered so far. */
  List<Sample> samples() {
    return List.copyOf(samples);
  }

  /** Ends the visits, and waits for those under way. */
  @Override
  public void close() throws InterruptedException {
    ended = true;
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private void visit() {
    HttpConnection[] connections = new HttpConnection[ports.length];
    long next = System.nanoTime() + ThreadLocalRandom.current().nextLong(PAUSE_NANOS);
    while (!ended) {
      LockSupport.parkNanos(next - System.nanoTime());
      next = Math.max(next + PAUSE_NANOS, System.nanoTime());
      request(connections, ThreadLocalRandom.current().nextInt(ports.length));
    }
    for (int i = 0; i < connections.length; i++) {
      drop(connections, i);
    }
  }

  private void request(HttpConnection[] connections, int node) {
    Way way = anyWay();
    int id = way == Way.PAGE ? Source.anyPage() : Source.anyPage() % VALUES;
    long begun = System.nanoTime();
    try {
      if (connections[node] == null) {
        connections[node] = new HttpConnection(ports[node]);
      }
      HttpConnection.Answer answer =
          connections[node].get("/" + way.name().toLowerCase(Locale.ROOT) + "/" + id);
      samples.add(judge(answer, begun, way, id));
    } catch (IOException | RuntimeException e) {
      drop(connections, node);
      samples.add(new Sample(begun, since(begun), way, 0, Found.MISS, Duration.ZERO));
    }
  }

  private Sample judge(HttpConnection.Answer answer, long begun, Way way, int id) {
    Duration took = since(begun);
    if (answer.status() != 200) {
      return new Sample(begun, took, way, answer.status(), Found.MISS, Duration.ZERO);
    }
    Optional<PageText> text = PageText.read(answer.body(), id);
    if (text.isEmpty()) {
      return new Sample(begun, took, way, answer.status(), Found.FOREIGN, Duration.ZERO);
    }
    Duration outdated = source.acknowledged(id).outdatedFor(text.get().version(), begun);
    Found found = answer.isHit() ? Found.HIT : Found.MISS;
    return new Sample(begun, took, way, answer.status(), found, outdated);
  }

  private static Way anyWay() {
    int percent = ThreadLocalRandom.current().nextInt(100);
    if (percent < 65) {
      return Way.PAGE;
    }
    return percent < 90 ? Way.VALUE : percent < 97 ? Way.PUT : Way.COUNT;
  }

  private static Duration since(long begun) {
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  private static void drop(HttpConnection[] connections, int node) {
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
