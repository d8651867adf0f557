// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.fault;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What an outage costs that no visitor sees at once: memory, threads and time to start. */
final class OutageCosts {
  private static final int STARTS = 3;

  private OutageCosts() {}

  /**
   * What grew during an outage.
   *
   * @param heap in bytes, after collections
   * @param threads names of those that were not there before
   */
  record Growth(long heap, List<String> threads) {}

  /** Returns what grows at a node under load while its Redis is frozen for that long. */
  static Growth frozenFor(Duration duration) throws Exception {
    Source source = new Source();
    try (SingleRedis redis = SingleRedis.start();
        Node node = Node.start(source, Node.settings(redis.url()))) {
      Load.fill(node.port());
      try (Load load = new Load(source, node.port())) {
        Thread.sleep(2_000);
        long heap = heap();
        Set<Thread> threads = threads();
        redis.server().freeze();
        Thread.sleep(duration.toMillis());
        Set<Thread> now = threads();
        now.removeAll(threads);
        Growth growth = new Growth(heap() - heap, now.stream().map(Thread::getName).toList());
        redis.server().thaw();
        return growth;
      }
    }
  }

  private static long heap() throws InterruptedException {
    for (int i = 0; i < 3; i++) {
      System.gc();
      Thread.sleep(100); // for what is released by other threads
    }
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  /** Returns the threads that are there beside those of this test and of Jetty. */
  static Set<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> !thread.getName().matches("(test-|qtp|process reaper|awaitility).*"))
        .collect(Collectors.toSet());
  }

  /** Returns how much longer a node takes to start when its Redis is down; the least of some. */
  static Duration laterStart() throws Exception {
    try (SingleRedis redis = SingleRedis.start()) {
      Map<String, String> settings = Node.settings(redis.url());
      Duration up = start(settings);
      redis.server().kill();
      return start(settings).minus(up);
    }
  }

  private static Duration start(Map<String, String> settings) throws Exception {
    Duration least = Duration.ofDays(1);
    for (int i = 0; i < STARTS; i++) {
      long begun = System.nanoTime();
      try (Node node = Node.start(new Source(), settings);
          HttpConnection connection = new HttpConnection(node.port())) {
        connection.get("/page/1");
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        least = took.compareTo(least) < 0 ? took : least;
      }
    }
    return least;
  }
}
