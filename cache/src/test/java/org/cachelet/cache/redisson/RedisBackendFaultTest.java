// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache.redisson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cachelet.cache.redisson.Nodes.REDIS;
import static org.cachelet.cache.redisson.Nodes.TIERED;
import static org.cachelet.cache.redisson.Nodes.awaitTrue;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.management.JMException;
import javax.management.ObjectName;
import org.cachelet.cache.Caches;
import org.cachelet.cache.Delivery;
import org.cachelet.cache.PutOptions;
import org.cachelet.cache.ValueType;
import org.cachelet.redis.RedisOptions;
import org.cachelet.test.redis.FaultProxy;
import org.cachelet.test.redis.RedisServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nodes that share caches while Redis, or the way to it, is gone; and how they begin and end. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
final class RedisBackendFaultTest {
  private final RedisServer server = RedisServer.start();
  private final FaultProxy proxy = FaultProxy.to(server.port());
  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void close() {
    threads.shutdownNow();
    proxy.close();
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {REDIS, TIERED})
  void anotherNodeMakesTheValue_whenTheOneThatMakesItIsCutOff(String cache) throws Exception {
    CountDownLatch making = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    try (Caches cut = Nodes.start(proxy.url());
        Caches other = Nodes.start(server.url())) {
      Future<String> slow =
          threads.submit(
              () ->
                  cut.cache(cache)
                      .getOrCompute(
                          "k",
                          String.class,
                          () -> {
                            making.countDown();
                            release.await();
                            return "late";
                          }));
      making.await();
      long start = System.nanoTime();
      proxy.refuse();
      assertThat(other.cache(cache).getOrCompute("k", String.class, () -> "v")).isEqualTo("v");
      Duration waited = Duration.ofNanos(System.nanoTime() - start);
      System.out.printf("%s: made %d ms after its maker was lost%n", cache, waited.toMillis());
      assertThat(waited).isLessThan(Duration.ofSeconds(20)); // the wait for a flight is a minute
      release.countDown();
      assertThat(slow.get(1, TimeUnit.MINUTES)).isEqualTo("late");
      assertThat(other.cache(cache).get("k", String.class)).contains("v");
    }
  }

  @Test
  void nodes_startWithoutRedis_workByThemselves_andShareLater() {
    Nodes.start(server.url()).close(); // so that classes are loaded
    long embedded = millisToStart(Caches.builder().withoutJmx());
    server.kill();
    long start = System.nanoTime();
    try (Caches first = Nodes.builder(usual()).build()) {
      long opened = millisSince(start);
      assertThat(opened).isLessThan(embedded + 1_000);
      try (Caches second = Nodes.builder(usual()).build()) {
        for (String cache : List.of(REDIS, TIERED)) {
          assertThat(made(first, cache, "1")).isEqualTo("1");
          assertThat(first.cache(cache).increment("n")).isEqualTo(1);
          first.cache(cache).put("lost", "v"); // since the other nodes could not be told
          assertThat(first.cache(cache).get("lost", String.class)).isEmpty();
        }
        assertThat(first.invalidateTags("t")).isEqualTo(Delivery.PENDING);
        assertThat(made(first, TIERED, "2")).isEqualTo("2");
        server.restart();
        long back = System.nanoTime();
        awaitTrue(() -> isShared(first, second, REDIS) && isShared(second, first, TIERED));
        long shared = millisSince(back);
        System.out.printf(
            "started in %d ms (%d ms without Redis), shares %d ms after Redis is there%n",
            opened, embedded, shared);
        assertThat(shared).isLessThan(10_000);
        awaitTrue(() -> pending(first) == 0);
      }
    }
  }

  @Test
  void health_isShown_overJmxToo() throws JMException {
    try (Caches node =
        Caches.builder()
            .prefix("shop")
            .application("redis-backend-test")
            .backend(RedisBackend.at(usual()))
            .build()) {
      Nodes.awaitCurrent(node);
      String address = "127.0.0.1:" + server.port();
      awaitTrue(() -> isUp(node));
      assertThat(node.health().orElseThrow().backend().address()).endsWith(address);
      assertThat(attribute("Backend")).asString().endsWith(address);
      assertThat(attribute("BackendUp")).isEqualTo(true);
      assertThat(attribute("LogCurrent")).isEqualTo(true);
      assertThat(attribute("PendingInvalidations")).isEqualTo(0);
      server.kill();
      awaitTrue(() -> node.invalidateTags("t") == Delivery.PENDING && !isUp(node));
      awaitTrue(() -> !Nodes.isCurrent(node));
      assertThat(attribute("BackendUp")).isEqualTo(false);
      assertThat(attribute("LogCurrent")).isEqualTo(false);
      assertThat(attribute("PendingInvalidations")).isEqualTo(pending(node)).isNotEqualTo(0);
      assertThat((long) attribute("BackendFailures")).isPositive();
      node.cache(REDIS).put("k", "v");
      assertThat((long) attribute("BackendRejected")).isPositive();
      server.restart();
      awaitTrue(() -> isUp(node) && Nodes.isCurrent(node) && pending(node) == 0);
      assertThat(attribute("BackendUp")).isEqualTo(true);
      assertThat(attribute("LogCurrent")).isEqualTo(true);
      assertThat(attribute("PendingInvalidations")).isEqualTo(0);
    }
  }

  @Test
  void threadsAndConnections_areGone_whenTheCachesAreClosed() {
    Nodes.start(server.url()).close();
    Set<Thread> before = threads();
    long connections = connections();
    try (Caches node = Nodes.start(server.url())) {
      for (String cache : List.of(REDIS, TIERED)) {
        assertThat(node.cache(cache).getOrCompute("k", String.class, () -> "v")).isEqualTo("v");
      }
      assertThat(connections()).isGreaterThan(connections);
    }
    awaitTrue(() -> connections() <= connections);
    awaitTrue(() -> newThreads(before).isEmpty());
  }

  private static Set<Thread> threads() {
    return Thread.getAllStackTraces().keySet();
  }

  private static Set<String> newThreads(Set<Thread> before) {
    return threads().stream()
        .filter(thread -> !before.contains(thread))
        .map(Thread::getName)
        .filter(name -> name.startsWith("cachelet") || name.startsWith("redisson"))
        .collect(Collectors.toSet());
  }

  private long connections() {
    return Long.parseLong(server.info("connected_clients"));
  }

  private RedisOptions usual() {
    return RedisOptions.builder().url(server.url()).build();
  }

  private static Object attribute(String name) throws JMException {
    ObjectName bean = new ObjectName("org.cachelet:type=Caches,application=\"redis-backend-test\"");
    return ManagementFactory.getPlatformMBeanServer().getAttribute(bean, name);
  }

  private static boolean isUp(Caches node) {
    return node.health().orElseThrow().backend().isUp();
  }

  private static int pending(Caches node) {
    return node.health().orElseThrow().pending();
  }

  private static String made(Caches node, String cache, String value) {
    return node.cache(cache)
        .getOrCompute("k", ValueType.of(String.class), PutOptions.ofTags("t"), () -> value);
  }

  /** Returns whether a value that one node puts now is found by the other. */
  private static boolean isShared(Caches from, Caches to, String cache) {
    String value = "v" + System.nanoTime();
    from.cache(cache).putAll(Map.of("shared", value));
    return to.cache(cache).get("shared", String.class).equals(Optional.of(value));
  }

  private static long millisToStart(Caches.Builder builder) {
    long start = System.nanoTime();
    builder.build().close();
    return millisSince(start);
  }

  private static long millisSince(long start) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
  }
}
