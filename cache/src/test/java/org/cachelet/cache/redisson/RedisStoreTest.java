// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache.redisson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.cachelet.cache.Amount;
import org.cachelet.cache.Entry;
import org.cachelet.cache.Lifetime;
import org.cachelet.cache.Store;
import org.cachelet.cache.StoreContract;
import org.cachelet.cache.ValueContents;
import org.cachelet.test.redis.RedisMonitor;
import org.cachelet.test.redis.RedisServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The store in Redis: the contract of all, what it costs, and how its entries end. */
final class RedisStoreTest extends StoreContract {
  private static RedisServer server;
  private final List<StoreNode> nodes = new ArrayList<>();
  private StoreNode node;

  @BeforeAll
  static void start() {
    server = RedisServer.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void useNode() {
    node = nodes.get(0);
  }

  @AfterEach
  void disconnect() {
    nodes.forEach(StoreNode::close);
  }

  @Override
  protected Store emptyStore() {
    server.command("FLUSHALL");
    StoreNode made = StoreNode.at(server.url(), time);
    nodes.add(made);
    return made.store;
  }

  @Test
  void hitAndPut_areOneCommandEach() {
    try (RedisMonitor monitor = server.monitor()) {
      node.store.put(node.entry("app:c:v1:k", "text"));
      assertThat(node.text("app:c:v1:k")).isEqualTo("text");
      assertThat(node.text("app:c:v1:absent")).isEqualTo("nothing");
      assertThat(commands(monitor)).containsExactly("PSETEX", "GETRANGE", "GETRANGE");
    }
  }

  @Test
  void manyEntries_areOneCommandForEachKey_sentTogether() {
    List<Entry> entries =
        IntStream.range(0, 50).mapToObj(i -> node.entry("k" + i, "text" + i)).toList();
    List<String> keys = entries.stream().map(Entry::key).toList();
    try (RedisMonitor monitor = server.monitor()) {
      assertThat(node.store.putAll(entries)).isTrue();
      Map<String, Entry> found = node.store.getAll(keys);
      assertThat(found).hasSize(50);
      found.forEach(
          (key, entry) ->
              assertThat(ValueContents.valueOf(entry.content()))
                  .isEqualTo(key.replace("k", "text")));
      assertThat(monitor.linesOf("PSETEX")).hasSize(50);
      assertThat(monitor.linesOf("GETRANGE")).hasSize(50);
      assertThat(clients(monitor.linesOf("PSETEX"))).hasSize(1);
      assertThat(clients(monitor.linesOf("GETRANGE"))).hasSize(1);
    }
  }

  @Test
  void counting_isOneCommandEach_onceTheScriptIsKnown() {
    Entry one = node.entry("n", new Amount(1));
    node.store.add(one, 1, entry -> true);
    try (RedisMonitor monitor = server.monitor()) {
      for (int i = 0; i < 10; i++) {
        node.store.add(one, 1, entry -> true);
      }
      assertThat(monitor.linesOf("EVALSHA")).hasSize(10);
      assertThat(node.text("n")).isEqualTo("11");
      assertThat(commands(monitor)).doesNotContain("EVAL");
    }
  }

  @Test
  void everyKey_expiresWithItsEntry() {
    Lifetime stale =
        new Lifetime(Duration.ofSeconds(10), Duration.ofSeconds(20), Duration.ofSeconds(5));
    Entry entry =
        new Entry.Builder("stale", new Amount(1)).created(time.millis()).lifetime(stale).build();
    node.store.put(entry);
    node.store.putAll(List.of(node.entry("several", "x")));
    node.store.putIfAbsent(node.entry("once", "x"), any -> true);
    node.store.add(node.entry("sum", new Amount(1)), 1, any -> true);
    node.store.put(node.entry("touched", "x"));
    node.store.touch("touched", Lifetime.of(Duration.ofMinutes(2)), time.millis(), any -> true);
    assertThat(pttl("stale")).isBetween(20_000L, 30_000L);
    assertThat(pttl("touched")).isBetween(100_000L, 120_000L);
    for (String key : List.of("several", "once", "sum")) {
      assertThat(pttl(key)).as(key).isBetween(50_000L, 60_000L);
    }
  }

  @Test
  void entry_isKeptForMaxLifetime_whenItsOwnIsLonger() {
    node.store.put(
        new Entry.Builder("long", new Amount(1))
            .created(time.millis())
            .lifetime(Lifetime.of(Lifetime.MAX))
            .build());
    assertThat(pttl("long"))
        .isBetween(Duration.ofDays(29).toMillis(), Duration.ofDays(30).toMillis());
    assertThat(node.text("long")).isEqualTo("1");
  }

  @Test
  void entry_vanishesFromRedis_whenItsTimeIsOver() {
    Entry brief =
        new Entry.Builder("brief", new Amount(1))
            .created(time.millis())
            .lifetime(Lifetime.of(Duration.ofMillis(50)))
            .build();
    assertThat(node.store.put(brief)).isTrue();
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> Long.valueOf(0).equals(server.command("EXISTS", "brief")));
    assertThat(node.text("brief")).isEqualTo("nothing");
  }

  @Test
  void deadEntry_isNotSent() {
    Entry dead = node.entry("dead", "x");
    time.pass(Duration.ofMinutes(1));
    assertThat(node.store.put(dead)).isFalse();
    assertThat(node.store.putAll(List.of(dead, node.entry("alive", "x")))).isFalse();
    assertThat(server.command("EXISTS", "dead")).isEqualTo(0L);
    assertThat(node.text("alive")).isEqualTo("x");
  }

  @Test
  void longAndStrangeKeys_areFoundUnderADigest() {
    String strange = "app:c:v1:" + "long/".repeat(100) + "\n7:variant";
    node.store.put(node.entry(strange, "x"));
    assertThat(node.text(strange)).isEqualTo("x");
    assertThat(node.store.getAll(List.of(strange))).containsOnlyKeys(strange);
    assertThat(String.valueOf(server.command("KEYS", "app:c:v1:*"))).contains("#");
  }

  @Test
  void nodes_agreeOnTheAgeOfEntries_whenTheirClocksDiffer() {
    try (StoreNode other =
        StoreNode.at(server.url(), () -> time.instant().minus(Duration.ofHours(3)))) {
      node.store.put(node.entry("k", "x"));
      time.pass(Duration.ofSeconds(30));
      assertThat(other.text("k")).isEqualTo("x");
      Entry entry = other.store.get("k");
      assertThat(entry).isNotNull();
      assertThat(entry.age(other.time.millis())).isBetween(29_000L, 40_000L);
    }
  }

  @Test
  void store_isEmpty_whenTheClockOfRedisIsNotKnown() {
    RedisClock unknown = new RedisClock(time);
    RedisStore store =
        new RedisStore(
            node.client,
            node.envelope,
            unknown,
            new RedisStore.Options(time, Duration.ofDays(1), RedisStore.Puts.WAITING, () -> {}));
    Entry one = node.entry("k", new Amount(1));
    assertThat(store.put(one)).isFalse();
    assertThat(store.add(one, 1, any -> true)).isSameAs(one);
    node.store.put(one);
    assertThat(store.get("k")).isNull();
    assertThat(store.getAll(List.of("k"))).isEmpty();
    assertThat(store.touch("k", StoreNode.MINUTE, time.millis(), any -> true)).isFalse();
  }

  @Test
  void store_isEmptyAndTakesNothing_whenRedisIsGone() {
    try (RedisServer gone = RedisServer.start();
        StoreNode alone = StoreNode.at(gone.url(), time)) {
      Entry one = alone.entry("k", new Amount(1));
      alone.store.put(one);
      gone.kill();
      assertThat(alone.store.get("k")).isNull();
      assertThat(alone.store.getAll(List.of("k"))).isEmpty();
      assertThat(alone.store.put(one)).isFalse();
      assertThat(alone.store.putAll(List.of(one))).isFalse();
      assertThat(alone.store.putIfAbsent(one, any -> true)).isFalse();
      assertThat(alone.store.add(one, 5, any -> true)).isSameAs(one);
      assertThat(alone.store.touch("k", StoreNode.MINUTE, time.millis(), any -> true)).isFalse();
      alone.store.remove("k");
    }
  }

  @Test
  void put_doesNotWait_whenToldSo() {
    try (StoreNode busy = StoreNode.notWaitingAt(server.url(), time)) {
      server.command("CLIENT", "PAUSE", "1000", "WRITE");
      long start = System.nanoTime();
      assertThat(busy.store.put(busy.entry("later", "x"))).isTrue();
      assertThat(busy.store.putAll(List.of(busy.entry("too", "x")))).isTrue();
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(900));
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () -> {
                assertThat(busy.text("later")).isEqualTo("x");
                assertThat(busy.text("too")).isEqualTo("x");
              });
    }
  }

  private long pttl(String key) {
    return Long.parseLong(String.valueOf(server.command("PTTL", key)));
  }

  private static List<String> commands(RedisMonitor monitor) {
    return monitor.lines().stream()
        .filter(line -> line.contains("app:") || line.contains("EVAL"))
        .map(line -> line.replaceAll("^[^]]*] \"(\\w+)\".*$", "$1").toUpperCase(Locale.ROOT))
        .toList();
  }

  private static List<String> clients(List<String> lines) {
    return lines.stream()
        .map(line -> line.replaceAll("^[^\\[]*\\[([^]]*)].*$", "$1"))
        .distinct()
        .toList();
  }
}
