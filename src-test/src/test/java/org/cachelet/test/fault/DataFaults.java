// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.fault;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.cachelet.test.redis.RedisServer;

/** Faults of what is stored. */
final class DataFaults {
  private static final int VERSION_AT = 4; // behind the four bytes of the envelope's magic
  private static final long SEED = 1;
  private static final int HUGE = 200 << 20;

  private DataFaults() {}

  /** Returns all of them. */
  static List<Fault<SingleRedis>> all() {
    return List.of(
        Fault.of(
            "F28a", "all entries are garbage", (redis, d) -> rewrite(redis, DataFaults::garbage)),
        Fault.of(
            "F28b", "all entries are truncated", (redis, d) -> rewrite(redis, DataFaults::half)),
        Fault.of(
                "F29",
                "all entries of a future format",
                (redis, d) -> rewrite(redis, DataFaults::future))
            .within(Limits.USUAL.withoutFirstHit()), // they stay until they are invalidated
        Fault.of("F30", "entries of 200 MB", (redis, d) -> inflate(redis))
            .healedBy((redis, d) -> redis.server().command("FLUSHALL"))
            .within(Limits.USUAL.withSlow(3 * Limits.USUAL.slow())), // Redis halts to make each
        Fault.of("F35", "a newer version of the application writes too", DataFaults::rewriteSome));
  }

  /** Replaces what is in Redis, but keeps its lifetime. */
  private static void rewrite(SingleRedis redis, UnaryOperator<byte[]> change) {
    entries(redis).forEach(key -> rewrite(redis.server(), key, change));
  }

  private static void rewrite(RedisServer server, String key, UnaryOperator<byte[]> change) {
    if (server.command(bytes("GET"), bytes(key)) instanceof byte[] value) {
      server.command(bytes("SET"), bytes(key), change.apply(value), bytes("KEEPTTL"));
    }
  }

  /** Gives some of the entries a newer format again and again, as nodes of two versions do. */
  private static void rewriteSome(SingleRedis redis, Duration duration)
      throws InterruptedException {
    long end = System.nanoTime() + duration.toNanos();
    while (end - System.nanoTime() > 0) {
      List<String> keys = entries(redis);
      keys.subList(0, keys.size() / 4).forEach(k -> rewrite(redis.server(), k, DataFaults::future));
      Thread.sleep(100);
    }
  }

  /** Makes three of the entries far larger than a node may read. */
  private static void inflate(SingleRedis redis) {
    List<String> keys = entries(redis);
    for (String key : keys.subList(0, 3)) {
      redis.server().command("SETRANGE", key, String.valueOf(HUGE), "x");
    }
  }

  /** Returns the keys of pages and values, in any order. */
  private static List<String> entries(SingleRedis redis) {
    return redis.server().command("KEYS", "site:*") instanceof List<?> keys
        ? keys.stream().map(String::valueOf).filter(k -> k.matches("site:\\w+:v\\d.*")).toList()
        : List.of();
  }

  private static byte[] garbage(byte[] value) {
    byte[] garbage = new byte[value.length];
    new Random(SEED).nextBytes(garbage);
    return garbage;
  }

  private static byte[] half(byte[] value) {
    return Arrays.copyOf(value, value.length / 2);
  }

  private static byte[] future(byte[] value) {
    byte[] future = value.clone();
    future[VERSION_AT]++;
    return future;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
