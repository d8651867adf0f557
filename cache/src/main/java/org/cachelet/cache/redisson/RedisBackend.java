// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache.redisson;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.cachelet.cache.Backend;
import org.cachelet.cache.BackendHealth;
import org.cachelet.cache.Leases;
import org.cachelet.cache.LogStream;
import org.cachelet.cache.Settings;
import org.cachelet.cache.Store;
import org.cachelet.cache.StoreKind;
import org.cachelet.redis.RedisClient;
import org.cachelet.redis.RedisHealth;
import org.cachelet.redis.RedisOptions;
import org.cachelet.redis.RedisSettings;
import org.cachelet.redis.RedisUrl;
import org.cachelet.redis.RedisUse;
import org.redisson.api.RedissonClient;

/**
 * What the nodes of an application share over Redis or Valkey. Thread-safe.
 *
 * <pre>{@code
 * RedisOptions redis = RedisOptions.builder().url("redis://127.0.0.1:6379").build();
 * Caches caches = Caches.builder().backend(RedisBackend.at(redis)).build();
 * }</pre>
 */
public final class RedisBackend implements Backend {
  private final Needs needs;
  private final RedisOptions options;
  private final Function<String, Optional<RedisUrl>> urls;
  private final RedisClient client;
  private final RedisClient tail;
  private final Map<RedisUrl, RedisClient> others = new ConcurrentHashMap<>();
  private final RedisClock clock;
  private final RedisLogStream stream;
  private final RedisLeases leases;
  private final Envelope envelope;

  private RedisBackend(
      Needs needs, RedisOptions options, Function<String, Optional<RedisUrl>> urls) {
    this.needs = needs;
    this.options = options.toBuilder().prefix(needs.prefix()).build();
    this.urls = urls;
    client = RedisClient.open(this.options);
    tail = client.openBeside(this.options.toBuilder().connections(1).use(RedisUse.LOG).build());
    clock = new RedisClock(needs.time());
    stream = new RedisLogStream(client, tail, needs.prefix(), clock);
    leases = new RedisLeases(client, needs.prefix(), needs.time());
    envelope = Envelope.of(needs.formats(), clock, this.options);
  }

  /** Returns what opens a backend at one Redis. */
  public static Opener at(RedisOptions options) {
    return needs -> new RedisBackend(needs, options, cache -> Optional.empty());
  }

  /**
   * Returns what opens a backend as the settings say.
   *
   * @throws IllegalArgumentException if they name no Redis
   */
  public static Opener of(Settings settings) {
    RedisOptions options =
        RedisOptions.of(settings)
            .orElseThrow(() -> new IllegalArgumentException("the settings name no Redis"));
    return needs ->
        new RedisBackend(needs, options, cache -> settings.find(RedisSettings.CACHE_URL, cache));
  }

  /**
   * Returns Redisson, for what caches have no method for: locks, rate limiters, topics. Ask anew
   * for each use: the client may be replaced. It must not be shut down, and blocking reads need a
   * client of one's own, since they take a connection from the cache.
   *
   * @throws IllegalStateException if there has been no connection yet
   */
  public RedissonClient redisson() {
    return client.redisson();
  }

  /** Returns how the connection is that serves the log, the leases and most stores. */
  public RedisHealth redisHealth() {
    return client.health();
  }

  @Override
  public LogStream stream() {
    return stream;
  }

  @Override
  public Store store(String cache, StoreKind kind, Runnable onUnreadable) {
    RedisClient own = urls.apply(cache).map(this::other).orElse(client);
    RedisStore.Puts puts =
        kind == StoreKind.REDIS ? RedisStore.Puts.WAITING : RedisStore.Puts.NOT_WAITING;
    return new RedisStore(
        own,
        envelope,
        clock,
        new RedisStore.Options(needs.time(), options.maxLifetime(), puts, onUnreadable));
  }

  @Override
  public Leases leases() {
    return leases;
  }

  @Override
  public Duration retention() {
    return options.maxLifetime();
  }

  @Override
  public BackendHealth health() {
    RedisHealth health = client.health();
    return new BackendHealth(
        health.address(),
        health.isUp(),
        health.reads().failures() + health.writes().failures(),
        health.reads().rejected() + health.writes().rejected());
  }

  @Override
  public void close() {
    leases.close();
    others.values().forEach(RedisClient::close);
    tail.close();
    client.close();
  }

  private RedisClient other(RedisUrl url) {
    return others.computeIfAbsent(
        url, there -> client.openBeside(options.toBuilder().url(there).build()));
  }
}
