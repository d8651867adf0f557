// SPDX-License-Identifier: Apache-2.0
package org.cachelet.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What tests ask a client to do, and how long that takes. */
final class Calls {
  private Calls() {}

  /** Returns the value of a key. */
  static Reply<byte[]> get(RedisClient client, String key) {
    return client.read(redisson -> redisson.<byte[]>getBucket(key).getAsync());
  }

  /** Sets the value of a key. */
  static Reply<Void> set(RedisClient client, String key, String value) {
    return client.write(redisson -> redisson.getBucket(key).setAsync(value.getBytes(UTF_8)));
  }

  /** Returns the text that a reply holds, null if it holds nothing or failed. */
  static @Nullable String text(Reply<byte[]> reply) {
    byte[] value = reply.value();
    return value == null ? null : new String(value, UTF_8);
  }

  /** Waits until reads and writes are answered. */
  static void awaitUp(RedisClient client) {
    await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(5))
        .until(
            () -> get(client, "up").isOk() && set(client, "up", "1").isOk() && !client.isSuspect());
  }

  /** Waits until the reads are not sent any more, by reading. */
  static void awaitReadsLost(RedisClient client) {
    await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(5))
        .until(
            () -> {
              get(client, "up");
              return !client.health().reads().sent();
            });
  }

  /** Returns how long a task takes, in milliseconds. */
  static long millis(Runnable task) {
    long start = System.nanoTime();
    task.run();
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
  }
}
