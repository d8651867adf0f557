// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What threads of a server still hold when the requests that they have served are over. */
final class ThreadsAfterwards {
  private static final int REQUESTS = Integer.getInteger("matrix.requests", 800);
  private static final int CLIENTS = 8;
  private static final List<String> PATHS =
      List.of(
          "/page/hit",
          "/stale/page",
          "/jsp/page.jsp",
          "/jsp/brief.jsp",
          "/template/page",
          "/template/brief",
          "/async",
          "/fail/404");

  /** What Cachelet binds to threads. */
  private static final List<String> BOUND =
      List.of("org.cachelet.cache.Dependencies", "org.cachelet.taglib.OpenBody");

  private ThreadsAfterwards() {}

  /** Fails if they hold more after many requests than after a few, or what they bind at all. */
  static void check(Server server) throws Exception {
    visit(server, REQUESTS / 2);
    awaitNothingBound(server);
    Map<String, Long> few = instances(server);
    visit(server, REQUESTS);
    awaitNothingBound(server);
    Map<String, Long> many = instances(server);
    assertThat(many.keySet()).contains("java.lang.ThreadLocal$ThreadLocalMap$Entry");
    many.forEach(
        (name, count) ->
            assertThat(count - few.getOrDefault(name, 0L))
                .as("%s, added by %d requests", name, REQUESTS)
                .isLessThan(REQUESTS / 4));
  }

  private static void awaitNothingBound(Server server) {
    await("no thread holds what it made")
        .atMost(Server.PATIENCE)
        .until(() -> instances(server), now -> BOUND.stream().noneMatch(now::containsKey));
  }

  /** Returns how many there are of each class of Cachelet, and of what is bound to threads. */
  private static Map<String, Long> instances(Server server) throws Exception {
    return server
        .get("/state/instances")
        .body()
        .lines()
        .map(line -> line.split(" "))
        .collect(Collectors.toMap(word -> word[0], word -> Long.valueOf(word[1]), Long::sum));
  }

  private static void visit(Server server, int requests) throws Exception {
    ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    try {
      List<Callable<Integer>> visits =
          IntStream.range(0, requests)
              .<Callable<Integer>>mapToObj(i -> () -> status(server, i))
              .toList();
      for (Future<Integer> visit : clients.invokeAll(visits)) {
        assertThat(visit.get()).isIn(200, 404);
      }
    } finally {
      clients.shutdown();
    }
  }

  private static int status(Server server, int i) throws Exception {
    return server.get(PATHS.get(i % PATHS.size())).statusCode();
  }
}
