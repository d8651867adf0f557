// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache.redisson;

import static java.util.Objects.requireNonNull;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.cachelet.cache.CacheOptions;
import org.cachelet.cache.Caches;
import org.cachelet.cache.SharingHealth;
import org.cachelet.cache.StoreKind;
import org.cachelet.codec.KryoCodec;
import org.cachelet.redis.RedisOptions;
import org.cachelet.test.redis.RedisServer;

/** Nodes of one application that share their caches over Redis. */
final class Nodes {
  /** The name of a cache that is in Redis alone. */
  static final String REDIS = "baskets";

  /** The name of a cache that is in two tiers. */
  static final String TIERED = "pages";

  /** Longer than anything takes. */
  static final Duration LIMIT = Duration.ofSeconds(30);

  private Nodes() {}

  /** Returns options with which a busy machine is not taken for a slow Redis. */
  static RedisOptions patient(String url) {
    Duration timeout = Duration.ofSeconds(5);
    return RedisOptions.builder().url(url).readTimeout(timeout).writeTimeout(timeout).build();
  }

  /** Returns a builder for one that is patient. */
  static Caches.Builder builder(String url) {
    return builder(patient(url));
  }

  /** Returns a builder for one whose caches are tiered or not, depending on their names. */
  static Caches.Builder builder(RedisOptions redis) {
    return Caches.builder()
        .prefix("shop")
        .backend(RedisBackend.at(redis))
        .options(Nodes::options)
        .codec(() -> KryoCodec.allowing(List.of(Basket.class.getName())))
        .withoutJmx();
  }

  private static CacheOptions options(String name) {
    return CacheOptions.DEFAULT
        .withStore(name.equals(TIERED) ? StoreKind.TIERED : StoreKind.REDIS)
        .withFlightWait(Duration.ofMinutes(1))
        .withEarlyRenewal(0)
        .withJitter(0);
  }

  /** Starts a node, and waits until it knows the log. */
  static Caches start(String url) {
    return awaitCurrent(builder(url).build());
  }

  /** Waits until a node knows the log. */
  static Caches awaitCurrent(Caches node) {
    awaitTrue(() -> isCurrent(node));
    return node;
  }

  /** Returns whether a node knows the log. */
  static boolean isCurrent(Caches node) {
    return node.health().filter(SharingHealth::isCurrent).isPresent();
  }

  /** Waits for something that takes a moment. */
  static void awaitTrue(Callable<Boolean> condition) {
    await().atMost(LIMIT).pollInterval(Duration.ofMillis(5)).until(condition);
  }

  /** Returns the names that a server keeps something under. */
  static List<String> keys(RedisServer server, String pattern) {
    List<?> keys = (List<?>) requireNonNull(server.command("KEYS", pattern));
    return keys.stream().map(String::valueOf).toList();
  }

  /** Returns for how many milliseconds a server keeps a name; less than 0 if not, or for good. */
  static long ttl(RedisServer server, String key) {
    return (Long) requireNonNull(server.command("PTTL", key));
  }

  /** A mutable value. */
  static final class Basket {
    final List<String> items;

    Basket(List<String> items) {
      this.items = items;
    }
  }
}
