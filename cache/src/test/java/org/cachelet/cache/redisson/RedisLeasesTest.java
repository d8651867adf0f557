// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache.redisson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.cachelet.cache.Leases.Claim;
import org.cachelet.redis.RedisClient;
import org.cachelet.test.redis.FaultProxy;
import org.cachelet.test.redis.RedisMonitor;
import org.cachelet.test.redis.RedisServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two nodes agree over Redis who makes a content. */
final class RedisLeasesTest {
  private static final String KEY = "shop:pages:v1:/";
  private static final Duration LONG = Duration.ofSeconds(30);

  private final RedisServer server = RedisServer.start();
  private final FaultProxy proxy = FaultProxy.to(server.port());
  private final RedisClient nearClient = RedisClient.open(Nodes.patient(server.url()));
  private final RedisClient farClient = RedisClient.open(Nodes.patient(proxy.url()));
  private final RedisLeases near = new RedisLeases(nearClient, "shop", InstantSource.system());
  private final RedisLeases far = new RedisLeases(farClient, "shop", InstantSource.system());

  @BeforeEach
  void awaitConnections() {
    await().atMost(LONG).until(() -> !nearClient.isSuspect() && !farClient.isSuspect());
  }

  @AfterEach
  void close() {
    near.close();
    far.close();
    nearClient.close();
    farClient.close();
    proxy.close();
    server.close();
  }

  @Test
  void lease_isOfOneNode_untilItIsReleased() {
    assertThat(near.take(KEY)).isEqualTo(Claim.TAKEN);
    assertThat(far.take(KEY)).isEqualTo(Claim.HELD);
    assertThat(far.take(KEY)).isEqualTo(Claim.HELD);
    assertThat(far.take(KEY + "other")).isEqualTo(Claim.TAKEN);
    server.command("PEXPIRE", leaseKeyOf(near), "600000"); // so that only a release ends it
    near.release(KEY);
    await().atMost(LONG).until(() -> far.take(KEY) == Claim.TAKEN);
    assertThat(near.take(KEY)).isEqualTo(Claim.HELD);
  }

  @Test
  void release_isOneCommand_andNothing_whenTheLeaseIsAnothers() {
    loadScripts();
    near.take(KEY);
    assertThat(far.take(KEY)).isEqualTo(Claim.HELD);
    try (RedisMonitor monitor = server.monitor()) {
      far.release(KEY);
      far.refuse(KEY, LONG);
      near.release(KEY);
      await().atMost(LONG).until(() -> leaseKeys().isEmpty());
      assertThat(ends(monitor)).hasSize(1);
    }
  }

  @Test
  void refusal_isSeenByAll_untilItsTimeIsOver() {
    near.take(KEY);
    near.refuse(KEY, Duration.ofMinutes(10));
    await().atMost(LONG).until(() -> far.take(KEY) == Claim.REFUSED);
    assertThat(near.take(KEY)).isEqualTo(Claim.REFUSED);
    assertThat(ttl(leaseKeys().get(0))).isBetween(500_000L, 600_000L);
    near.release(KEY);
    far.release(KEY);
    assertThat(far.take(KEY)).isEqualTo(Claim.REFUSED);
    server.command("PEXPIRE", leaseKeys().get(0), "1");
    await().atMost(LONG).until(() -> far.take(KEY) == Claim.TAKEN);
  }

  @Test
  void newerLease_isNotEnded_byOneThatIsOver() {
    loadScripts();
    near.take(KEY);
    server.command("DEL", leaseKeyOf(near)); // as if it had run out
    assertThat(far.take(KEY)).isEqualTo(Claim.TAKEN);
    Object token = server.command("GET", leaseKeyOf(far));
    try (RedisMonitor monitor = server.monitor()) {
      near.release(KEY);
      await().atMost(LONG).until(() -> ends(monitor).size() == 1);
      near.take(KEY); // held by the other: this node has no lease to refuse
      near.refuse(KEY, LONG);
      assertThat(server.command("GET", leaseKeyOf(far))).isEqualTo(token);
      assertThat(ends(monitor)).hasSize(1);
      assertThat(monitor.linesOf("del")).isEmpty();
    }
    assertThat(near.take(KEY)).isEqualTo(Claim.HELD);
  }

  @Test
  void lease_isExtended_whileItIsHeld() {
    near.take(KEY);
    String key = leaseKeyOf(near);
    Object token = server.command("GET", key);
    for (int round = 0; round < 4; round++) { // longer than a lease
      server.command("PEXPIRE", key, "600000");
      await().atMost(LONG).until(() -> ttl(key) <= RedisLeases.LENGTH.toMillis());
      assertThat(server.command("GET", key)).isEqualTo(token);
    }
    near.release(KEY);
    await().atMost(LONG).until(() -> leaseKeys().isEmpty());
  }

  @Test
  void lease_endsByItself_whenItsNodeIsCutOff() {
    far.take(KEY);
    assertThat(near.take(KEY)).isEqualTo(Claim.HELD);
    proxy.refuse();
    long cut = System.nanoTime();
    await()
        .atMost(LONG)
        .pollInterval(Duration.ofMillis(10))
        .until(() -> near.take(KEY) == Claim.TAKEN);
    System.out.printf(
        "delay until the lease of a node that is cut off is free: %d ms%n",
        (System.nanoTime() - cut) / 1_000_000);
  }

  @Test
  void lease_ends_whenItsNodeIsClosed() {
    int before = threads();
    far.take(KEY);
    assertThat(near.take(KEY)).isEqualTo(Claim.HELD);
    far.close();
    farClient.close();
    await().atMost(LONG).until(() -> near.take(KEY) == Claim.TAKEN);
    await().atMost(LONG).until(() -> threads() == before - 1);
  }

  @Test
  void lease_isTakenAtOnce_whenRedisIsDown() {
    server.kill();
    await().atMost(LONG).until(() -> near.take(KEY) == Claim.TAKEN && nearClient.isSuspect());
    long start = System.nanoTime();
    for (int i = 0; i < 1_000; i++) {
      assertThat(near.take(KEY + i)).isEqualTo(Claim.TAKEN);
      near.release(KEY + i);
    }
    assertThat(System.nanoTime() - start).isLessThan(Duration.ofSeconds(2).toNanos());
    server.restart();
    await().atMost(LONG).until(() -> !nearClient.isSuspect());
    assertThat(near.take(KEY + "again")).isEqualTo(Claim.TAKEN);
    await().atMost(LONG).until(() -> far.take(KEY + "again") == Claim.HELD);
  }

  @Test
  void keys_haveThePrefix_andExpire() {
    for (int i = 0; i < 20; i++) {
      near.take(KEY + i);
      far.take(KEY + i);
    }
    near.refuse(KEY + 0, Duration.ofSeconds(20));
    await().atMost(LONG).until(() -> leaseKeys().stream().anyMatch(key -> ttl(key) > 2_000));
    assertThat(leaseKeys()).hasSize(20).allMatch(key -> key.matches("shop:lease:[0-9a-f]{64}"));
    assertThat(leaseKeys()).allMatch(key -> ttl(key) > 0 && ttl(key) <= 20_000);
    assertThat(Nodes.keys(server, "*")).allMatch(key -> key.startsWith("shop:"));
  }

  /** Returns the one lease there is. */
  private String leaseKeyOf(RedisLeases holder) {
    assertThat(holder.take(KEY)).isNotEqualTo(Claim.TAKEN);
    return leaseKeys().get(0);
  }

  private List<String> leaseKeys() {
    return Nodes.keys(server, "shop:lease:*");
  }

  private long ttl(String key) {
    return Nodes.ttl(server, key);
  }

  /** Lets the server know the scripts, which it is told when it meets them first. */
  private void loadScripts() {
    near.take(KEY + "loaded");
    near.release(KEY + "loaded");
    await().atMost(LONG).until(() -> leaseKeys().isEmpty());
  }

  /** Returns the commands that end a lease; those that extend one end in its length. */
  private static List<String> ends(RedisMonitor monitor) {
    String length = "\"" + RedisLeases.LENGTH.toMillis() + "\"";
    return monitor.linesOf("evalsha").stream().filter(line -> !line.endsWith(length)).toList();
  }

  private static int threads() {
    Stream<Thread> all = Thread.getAllStackTraces().keySet().stream();
    return (int) all.filter(thread -> thread.getName().equals("cachelet-leases")).count();
  }
}
