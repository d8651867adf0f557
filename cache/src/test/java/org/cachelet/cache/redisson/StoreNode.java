// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache.redisson;

import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.cachelet.cache.Content;
import org.cachelet.cache.Entry;
import org.cachelet.cache.Lifetime;
import org.cachelet.cache.ValueContents;
import org.cachelet.redis.RedisClient;
import org.cachelet.redis.RedisOptions;

/** A node of an application: a connection to Redis and a store over it. */
final class StoreNode implements AutoCloseable {
  static final Lifetime MINUTE = Lifetime.of(Duration.ofMinutes(1));

  final AtomicInteger failures = new AtomicInteger();
  final RedisClient client;
  final Envelope envelope;
  final RedisClock clock;
  final RedisStore store;
  final InstantSource time;

  private StoreNode(String url, InstantSource time, RedisStore.Puts puts) {
    this.time = time;
    RedisOptions options =
        RedisOptions.builder()
            .url(url)
            .readTimeout(Duration.ofSeconds(10))
            .writeTimeout(Duration.ofSeconds(10))
            .build();
    client = RedisClient.open(options);
    clock = new RedisClock(time);
    clock.answered(time.millis(), System.currentTimeMillis());
    envelope = Envelope.of(ValueContents.formats(), clock, options);
    store =
        new RedisStore(
            client,
            envelope,
            clock,
            new RedisStore.Options(time, Duration.ofDays(30), puts, failures::incrementAndGet));
    await().atMost(Duration.ofSeconds(30)).until(() -> client.health().isUp());
  }

  /** Returns a node that has connected, and waits for its puts. */
  static StoreNode at(String url, InstantSource time) {
    return new StoreNode(url, time, RedisStore.Puts.WAITING);
  }

  /** Returns a node that has connected, and does not wait for its puts. */
  static StoreNode notWaitingAt(String url, InstantSource time) {
    return new StoreNode(url, time, RedisStore.Puts.NOT_WAITING);
  }

  /** Returns an entry that is fresh for a minute. */
  Entry entry(String key, Content content) {
    return new Entry.Builder(key, content).created(time.millis()).lifetime(MINUTE).build();
  }

  /** Returns an entry that holds a text. */
  Entry entry(String key, String text) {
    return entry(key, ValueContents.of(text));
  }

  /** Returns the text under a key, or that there is nothing. */
  String text(String key) {
    Entry entry = store.get(key);
    return entry == null ? "nothing" : ValueContents.valueOf(entry.content()).toString();
  }

  /** Returns the words of a command as bytes. */
  static byte[][] command(String name, String key, byte[] value) {
    return List.of(
            name.getBytes(StandardCharsets.UTF_8), key.getBytes(StandardCharsets.UTF_8), value)
        .toArray(byte[][]::new);
  }

  @Override
  public void close() {
    store.close();
    client.close();
  }
}
