// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache.redisson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cachelet.cache.redisson.Nodes.REDIS;
import static org.cachelet.cache.redisson.Nodes.TIERED;
import static org.cachelet.cache.redisson.Nodes.awaitTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.cachelet.cache.Cache;
import org.cachelet.cache.Caches;
import org.cachelet.cache.Delivery;
import org.cachelet.cache.Lifetime;
import org.cachelet.cache.PutOptions;
import org.cachelet.cache.ValueType;
import org.cachelet.test.redis.RedisServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two nodes use one cache over Redis. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
final class RedisBackendTest {
  private final RedisServer server = RedisServer.start();
  private final Caches first = Nodes.start(server.url());
  private final Caches second = Nodes.start(server.url());
  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void close() {
    threads.shutdownNow();
    first.close();
    second.close();
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {REDIS, TIERED})
  void value_isGotOnTheOtherNode(String cache) {
    first.cache(cache).put("k", "v", PutOptions.ofTags("t"));
    awaitValue(second.cache(cache), "k", "v");
    assertThat(first.cache(cache).get("k", String.class)).contains("v");
  }

  @ParameterizedTest
  @ValueSource(strings = {REDIS, TIERED})
  void mutableValue_isACopyOnTheOtherNode(String cache) {
    Nodes.Basket basket = new Nodes.Basket(new ArrayList<>(List.of("book")));
    first.cache(cache).put("k", basket);
    basket.items.add("too late");
    awaitTrue(() -> second.cache(cache).contains("k"));
    second.cache(cache).get("k", Nodes.Basket.class).orElseThrow().items.clear();
    assertThat(second.cache(cache).get("k", Nodes.Basket.class).orElseThrow().items)
        .containsExactly("book");
  }

  @ParameterizedTest
  @ValueSource(strings = {REDIS, TIERED})
  void increments_addUp_whenBothNodesDoThem(String cache) throws Exception {
    List<Future<?>> all = new ArrayList<>();
    for (Caches node : List.of(first, second)) {
      for (int thread = 0; thread < 4; thread++) {
        all.add(
            threads.submit(
                () -> {
                  for (int i = 0; i < 50; i++) {
                    node.cache(cache).increment("n");
                  }
                }));
      }
    }
    for (Future<?> one : all) {
      one.get(1, TimeUnit.MINUTES);
    }
    assertThat(first.cache(cache).get("n", Long.class)).contains(400L);
    assertThat(second.cache(cache).get("n", Integer.class)).contains(400);
    assertThat(second.cache(cache).decrement("n", 100)).isEqualTo(300);
    assertThat(first.cache(cache).get("n", Long.class)).contains(300L);
  }

  @ParameterizedTest
  @ValueSource(strings = {REDIS, TIERED})
  void putIfAbsent_succeedsOnce_overBothNodes(String cache) throws Exception {
    CountDownLatch start = new CountDownLatch(1);
    List<Future<Boolean>> all = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      Caches node = i % 2 == 0 ? first : second;
      String value = "v" + i;
      all.add(
          threads.submit(
              () -> {
                start.await();
                return node.cache(cache).putIfAbsent("k", value);
              }));
    }
    start.countDown();
    List<String> winners = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).get(1, TimeUnit.MINUTES)) {
        winners.add("v" + i);
      }
    }
    assertThat(winners).hasSize(1);
    assertThat(first.cache(cache).get("k", String.class)).contains(winners.get(0));
    assertThat(second.cache(cache).get("k", String.class)).contains(winners.get(0));
  }

  @ParameterizedTest
  @ValueSource(strings = {REDIS, TIERED})
  void severalValues_areGotOnTheOtherNode_inOneGo(String cache) {
    first.cache(cache).putAll(Map.of("a", "1", "b", "2", "c", "3"));
    awaitTrue(
        () ->
            second
                .cache(cache)
                .getAll(List.of("a", "b", "c", "d"), String.class)
                .equals(Map.of("a", "1", "b", "2", "c", "3")));
  }

  @ParameterizedTest
  @ValueSource(strings = {REDIS, TIERED})
  void touch_givesALongerLife_onBothNodes(String cache) {
    first.cache(cache).put("k", "v", PutOptions.ofTtl(Duration.ofSeconds(20)));
    awaitTrue(() -> second.cache(cache).touch("k", Lifetime.of(Duration.ofHours(1))));
    assertThat((Long) server.command("PTTL", "shop:" + cache + ":v1:k")).isGreaterThan(3_000_000L);
    assertThat(second.cache(cache).get("k", String.class)).contains("v");
    assertThat(second.cache(cache).touch("absent")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {REDIS, TIERED})
  void value_isAMissOnTheOtherNode_whenItIsDeleted(String cache) {
    first.cache(cache).putAll(Map.of("a", "1", "b", "2", "c", "3"));
    awaitValue(second.cache(cache), "c", "3");
    assertThat(first.cache(cache).delete("c")).isTrue();
    assertThat(first.cache(cache).get("c", String.class)).isEmpty();
    awaitMiss(second.cache(cache), "c");
    awaitValue(second.cache(cache), "a", "1");
    assertThat(second.cache(cache).deleteAll(List.of("a", "b"))).isEqualTo(Delivery.DELIVERED);
    awaitMiss(first.cache(cache), "a");
    awaitMiss(first.cache(cache), "b");
  }

  @ParameterizedTest
  @ValueSource(strings = {REDIS, TIERED})
  void values_areMissesOnTheOtherNode_whenTheirTagIsInvalidated_orAllIsCleared(String cache) {
    first.cache(cache).put("a", "1", PutOptions.ofTags("t"));
    first.cache(cache).put("b", "2");
    awaitValue(second.cache(cache), "a", "1");
    awaitValue(second.cache(cache), "b", "2");
    assertThat(first.invalidateTags("t")).isEqualTo(Delivery.DELIVERED);
    assertThat(first.cache(cache).get("a", String.class)).isEmpty();
    awaitMiss(second.cache(cache), "a");
    assertThat(second.cache(cache).get("b", String.class)).contains("2");
    second.cache(cache).clear();
    assertThat(second.cache(cache).get("b", String.class)).isEmpty();
    awaitMiss(first.cache(cache), "b");
    first.cache(cache).put("a", "3");
    awaitValue(second.cache(cache), "a", "3");
  }

  @Test
  void put_reachesTheMemoryOfTheOtherNode() {
    first.cache(TIERED).put("k", "v0");
    for (int i = 0; i < 20; i++) {
      awaitValue(second.cache(TIERED), "k", "v" + i);
      assertThat(second.cache(TIERED).statistics().entries()).isEqualTo(1);
      first.cache(TIERED).put("k", "v" + (i + 1));
    }
    first.cache(TIERED).putAll(Map.of("k", "last"));
    awaitValue(second.cache(TIERED), "k", "last");
  }

  @ParameterizedTest
  @ValueSource(strings = {REDIS, TIERED})
  void value_isMadeOnce_byAllThreadsOfBothNodes(String cache) throws Exception {
    AtomicInteger made = new AtomicInteger();
    CountDownLatch release = new CountDownLatch(1);
    List<Future<String>> all = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      Cache values = (i % 2 == 0 ? first : second).cache(cache);
      all.add(
          threads.submit(
              () ->
                  values.getOrCompute(
                      "k",
                      String.class,
                      () -> {
                        release.await();
                        return "v" + made.incrementAndGet();
                      })));
    }
    awaitTrue(() -> misses(first, cache) >= 20 && misses(second, cache) >= 20);
    release.countDown();
    for (Future<String> one : all) {
      assertThat(one.get(1, TimeUnit.MINUTES)).isEqualTo("v1");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {REDIS, TIERED})
  void valueThatIsInvalidatedElsewhere_whileItIsMade_isNotStored(String cache) {
    String made =
        first
            .cache(cache)
            .getOrCompute(
                "k",
                ValueType.of(String.class),
                PutOptions.ofTags("t"),
                () -> {
                  second.invalidateTags("t");
                  return "old";
                });
    assertThat(made).isEqualTo("old");
    awaitMiss(first.cache(cache), "k");
    awaitMiss(second.cache(cache), "k");
  }

  @ParameterizedTest
  @ValueSource(strings = {REDIS, TIERED})
  void version_goesUpOnAllNodes(String cache) {
    first.cache(cache).put("k", "v");
    awaitValue(second.cache(cache), "k", "v");
    assertThat(first.cache(cache).bumpVersion()).isEqualTo(2);
    assertThat(first.cache(cache).get("k", String.class)).isEmpty();
    awaitTrue(() -> second.cache(cache).version() == 2);
    assertThat(second.cache(cache).get("k", String.class)).isEmpty();
    assertThat(first.cache(cache).withVersion(1).get("k", String.class)).contains("v");
    assertThat(second.cache(cache).withVersion(1).get("k", String.class)).contains("v");
    try (Caches late = Nodes.start(server.url())) {
      assertThat(late.cache(cache).version()).isEqualTo(2);
      second.cache(cache).put("k", "w");
      awaitValue(late.cache(cache), "k", "w");
    }
  }

  @Test
  void versionsThatGoUpAtTheSameTime_countAsSeveral() throws Exception {
    CountDownLatch start = new CountDownLatch(1);
    List<Future<?>> all = new ArrayList<>();
    for (Caches node : List.of(first, second)) {
      Callable<Long> bump =
          () -> {
            start.await();
            return node.cache(REDIS).bumpVersion();
          };
      all.add(threads.submit(bump));
    }
    start.countDown();
    for (Future<?> one : all) {
      one.get(1, TimeUnit.MINUTES);
    }
    awaitTrue(() -> first.cache(REDIS).version() == 3 && second.cache(REDIS).version() == 3);
    try (Caches late = Nodes.start(server.url())) {
      assertThat(late.cache(REDIS).version()).isEqualTo(3);
    }
  }

  private static long misses(Caches node, String cache) {
    return node.cache(cache).statistics().misses();
  }

  private static void awaitValue(Cache cache, String key, String value) {
    awaitTrue(() -> cache.get(key, String.class).equals(Optional.of(value)));
  }

  private static void awaitMiss(Cache cache, String key) {
    awaitTrue(() -> cache.get(key, String.class).isEmpty());
  }
}
