// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache.redisson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Arrays;
import org.cachelet.cache.Delivery;
import org.cachelet.cache.Entry;
import org.cachelet.test.redis.FaultProxy;
import org.cachelet.test.redis.RedisCluster;
import org.cachelet.test.redis.RedisSentinels;
import org.cachelet.test.redis.RedisServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two nodes share a log in Redis while that fails in all manners. */
final class RedisLogFaultTest {
  private static final int SAMPLES = 200;

  private final RedisServer server = RedisServer.start();
  private final FaultProxy proxy = FaultProxy.to(server.port());
  private final LogNode a = LogNode.start(server.url());
  private final LogNode b = LogNode.start(proxy.url());

  @AfterEach
  void close() {
    a.close();
    b.close();
    proxy.close();
    server.close();
  }

  private void awaitBoth() {
    a.awaitCurrent();
    b.awaitCurrent();
  }

  @Test
  void invalidation_isSeenElsewhereWithinMilliseconds() {
    awaitBoth();
    long[] nanos = new long[SAMPLES];
    for (int i = 0; i < SAMPLES; i++) {
      Entry entry = b.node.entry("t");
      long start = System.nanoTime();
      assertThat(a.node.invalidate("t")).isEqualTo(Delivery.DELIVERED);
      while (!b.node.isInvalid(entry)) {
        assertThat(System.nanoTime() - start).isLessThan(LogNode.LIMIT.toNanos());
        Thread.onSpinWait();
      }
      nanos[i] = System.nanoTime() - start;
    }
    Arrays.sort(nanos);
    System.out.printf(
        "delay until seen elsewhere: median %.2f ms, 99 %% %.2f ms%n",
        nanos[SAMPLES / 2] / 1e6, nanos[SAMPLES * 99 / 100] / 1e6);
  }

  @Test
  void everythingIsInvalid_whenRedisIsFlushed() {
    awaitBoth();
    Entry here = a.node.entry("t");
    Entry there = b.node.entry("t");
    server.command("FLUSHALL");
    a.awaitInvalid(here);
    b.awaitInvalid(there);
    await().atMost(LogNode.LIMIT).until(() -> !a.node.isInvalid(a.node.entry("t")));
    await().until(() -> server.command("PTTL", LogNode.KEY) instanceof Long ttl && ttl > 0);
    assertSeen(a, b);
  }

  @Test
  void everythingIsInvalid_whenRedisRestartsEmpty() {
    awaitBoth();
    Entry here = a.node.entry("t");
    Entry there = b.node.entry("t");
    server.kill();
    assertThat(a.node.invalidate("u")).isEqualTo(Delivery.PENDING);
    server.restart();
    long back = System.nanoTime();
    a.awaitDelivered();
    System.out.printf(
        "delay until a pending invalidation arrives: %d ms after Redis is back%n",
        (System.nanoTime() - back) / 1_000_000);
    a.awaitInvalid(here);
    b.awaitInvalid(there);
    awaitBoth();
    assertSeen(a, b);
    assertSeen(b, a);
  }

  @Test
  void contentIsNotServedLong_whenRedisIsFrozen_andNothingIsLost() {
    awaitBoth();
    Entry there = b.node.entry("t");
    Entry other = b.node.entry("other");
    server.freeze();
    assertThat(a.node.invalidate("t")).isEqualTo(Delivery.PENDING);
    a.awaitLost();
    b.awaitLost();
    await().atMost(LogNode.LIMIT).until(() -> !b.node.isServed(there) && !b.node.isServed(other));
    server.thaw();
    b.awaitInvalid(there);
    awaitBoth();
    a.awaitDelivered();
    assertThat(b.node.isServed(other)).isTrue();
  }

  @Test
  void readingGoesOn_whenConnectionsAreKilled() {
    awaitBoth();
    Entry other = b.node.entry("other");
    for (int i = 0; i < 10; i++) {
      Entry there = b.node.entry("t");
      server.command("CLIENT", "KILL", "TYPE", "normal");
      a.node.invalidate("t");
      b.awaitInvalid(there);
    }
    awaitBoth();
    assertThat(b.node.isServed(other)).isTrue();
  }

  @Test
  void pollingTakesOver_whenTheWaitingConnectionIsHalfOpen() throws InterruptedException {
    awaitBoth();
    Entry other = b.node.entry("other");
    proxy.onlyConnectionsThatSaid("BLOCK").halfOpen();
    long end = System.nanoTime() + Duration.ofSeconds(8).toNanos();
    long worst = 0;
    while (System.nanoTime() < end) {
      Entry there = b.node.entry("t");
      long start = System.nanoTime();
      a.node.invalidate("t");
      b.awaitInvalid(there);
      worst = Math.max(worst, System.nanoTime() - start);
      assertThat(b.node.log().isCurrent()).isTrue();
      Thread.sleep(20);
    }
    System.out.printf(
        "delay with a half-open waiting connection: at most %d ms%n", worst / 1_000_000);
    assertThat(b.node.isServed(other)).isTrue();
    proxy.heal();
    assertSeen(a, b);
  }

  @Test
  void contentIsNotServedLong_whenOneNodeIsCutOff() {
    awaitBoth();
    Entry there = b.node.entry("t");
    proxy.blackhole();
    long cut = System.nanoTime();
    assertThat(a.node.invalidate("t")).isEqualTo(Delivery.DELIVERED);
    await()
        .atMost(LogNode.LIMIT)
        .pollInterval(Duration.ofMillis(1))
        .until(() -> !b.node.isServed(there));
    System.out.printf(
        "delay until a node that is cut off stops serving: %d ms%n",
        (System.nanoTime() - cut) / 1_000_000);
    proxy.heal();
    b.awaitInvalid(there);
    b.awaitCurrent();
    assertThat(b.node.isInvalid(b.node.entry("t"))).isFalse();
  }

  @Test
  void newNode_knowsWhatTheLogKeeps_andDistrustsWhatIsOlder() throws Exception {
    awaitBoth();
    Entry old = a.node.entry("u");
    for (int i = 0; i < 500; i++) {
      a.node.invalidate("t");
    }
    Entry young = a.node.entry("u");
    Entry invalidated = a.node.entry("t");
    a.node.invalidate("t");
    a.stream.trim(Duration.ofHours(1), 10);
    try (LogNode late = LogNode.startCurrent(server.url())) {
      assertThat(late.node.isInvalid(old)).isTrue();
      assertThat(late.node.isInvalid(invalidated)).isTrue();
      assertThat(late.node.isInvalid(young)).isFalse();
    }
  }

  @Test
  void node_startsWithoutRedis_andCatchesUpLater() {
    server.kill();
    try (LogNode late = LogNode.start(server.url())) {
      Entry entry = late.node.entry("t");
      assertThat(late.node.invalidate("t")).isEqualTo(Delivery.PENDING);
      assertThat(late.node.isInvalid(entry)).isTrue();
      server.restart();
      late.awaitCurrent().awaitDelivered();
      awaitBoth();
      assertSeen(late, b);
    }
  }

  @Test
  void nothingIsServedThatWasInvalidated_whenAnotherMasterTakesOver() {
    try (RedisSentinels sentinels = RedisSentinels.start();
        LogNode first = LogNode.startCurrent(sentinels.url());
        LogNode second = LogNode.startCurrent(sentinels.url())) {
      Entry there = second.node.entry("t");
      RedisServer master = sentinels.master();
      sentinels.replicas().forEach(RedisServer::freeze); // they lack what follows
      assertThat(first.node.invalidate("t")).isEqualTo(Delivery.DELIVERED);
      second.awaitInvalid(there);
      master.kill();
      sentinels.replicas().forEach(RedisServer::thaw);
      sentinels.awaitMasterInsteadOf(master);
      first.awaitCurrent();
      second.awaitCurrent();
      try (LogNode late = LogNode.startCurrent(sentinels.url())) {
        Entry again = there.toBuilder().build();
        late.awaitInvalid(again);
      }
      assertSeen(first, second);
      assertSeen(second, first);
    }
  }

  @Test
  void log_isSharedOverACluster() throws Exception {
    try (RedisCluster cluster = RedisCluster.start();
        LogNode first = LogNode.startCurrent(cluster.url());
        LogNode second = LogNode.startCurrent(cluster.url())) {
      assertSeen(first, second);
      first.stream.trim(Duration.ofHours(1), 100);
      assertThat(cluster.ownerOf(LogNode.KEY).command("PTTL", LogNode.KEY)).isNotEqualTo(-1L);
      assertThat(first.clock.isKnown()).isTrue();
    }
  }

  private static void assertSeen(LogNode from, LogNode at) {
    Entry entry = at.node.entry("seen");
    from.node.invalidate("seen");
    at.awaitInvalid(entry);
  }
}
