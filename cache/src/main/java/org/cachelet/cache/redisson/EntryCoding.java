// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache.redisson;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.cachelet.cache.CalmLog;
import org.cachelet.cache.Entry;
import org.cachelet.codec.CodecException;
import org.cachelet.redis.RedisClient;
import org.jspecify.annotations.Nullable;

/**
 * Turns entries into what a store sends, and what it receives into entries. What is not an entry is
 * a miss for the caller; it is logged, counted, and told to the client if the reply was not for its
 * command. Thread-safe.
 */
final class EntryCoding {
  private static final System.Logger LOG = System.getLogger(RedisStore.class.getName());
  private static final Duration LOG_PAUSE = Duration.ofSeconds(10);
  private static final Duration RESPECT = Duration.ofMinutes(10);
  private static final int MOST_RESPECTED = 10_000;

  private final RedisClient client;
  private final Envelope envelope;
  private final RedisClock clock;
  private final RedisStore.Options options;
  private final CalmLog log;

  /** Names under which a newer release keeps entries, which is not to be disturbed in that. */
  private final Cache<String, Boolean> respected;

  EntryCoding(RedisClient client, Envelope envelope, RedisClock clock, RedisStore.Options options) {
    this.client = client;
    this.envelope = envelope;
    this.clock = clock;
    this.options = options;
    log = new CalmLog(LOG, options.time(), LOG_PAUSE);
    respected =
        Caffeine.newBuilder()
            .maximumSize(MOST_RESPECTED)
            .expireAfterWrite(RESPECT)
            .ticker(() -> TimeUnit.MILLISECONDS.toNanos(options.time().millis()))
            .executor(Runnable::run) // a shared pool's threads would outlive the application
            .build();
  }

  /** Returns whether it is known how old entries are: if not, there are none. */
  boolean isReady() {
    return clock.isKnown();
  }

  /**
   * Returns the entry in bytes that were found under a full key, if it is of any use.
   *
   * @param bytes none if there was nothing
   */
  @Nullable Entry read(String key, byte[] bytes) {
    if (bytes.length == 0) {
      return null;
    }
    Opened opened = envelope.open(key, bytes);
    if (opened instanceof Opened.Decoded decoded) {
      Entry entry = decoded.entry();
      return entry.usableUntil() > options.time().millis() ? entry : null;
    }
    if (opened instanceof Opened.Newer) {
      respected.put(RedisKeys.of(key), true);
    } else if (opened instanceof Opened.Foreign) {
      client.noteForeignReply();
      failed("foreign", "what was read from Redis for '" + key + "'", "it is another entry");
    } else if (opened instanceof Opened.Unreadable unreadable) {
      failed("unreadable", "value in Redis of '" + key + "' cannot be used", unreadable.reason());
    }
    return null;
  }

  /**
   * Returns what to send for an entry; null if it is to be left out: it has no bytes or too many,
   * its time is over, or a newer release keeps something in its place.
   */
  @Nullable Written write(Entry entry) {
    long left = entry.usableUntil() - options.time().millis();
    String name = RedisKeys.of(entry.key());
    if (left <= 0 || !clock.isKnown() || respected.getIfPresent(name) != null) {
      return null;
    }
    try {
      byte[] bytes = envelope.write(entry);
      return new Written(name, bytes, Math.min(left, options.maxLifetime().toMillis()));
    } catch (CodecException e) {
      options.onFailure().run();
      log.warn("unwritable", "'" + entry.key() + "' is not stored in Redis", e);
      return null;
    }
  }

  /** Logs and counts that something was given up. */
  void failed(String topic, String message, String reason) {
    options.onFailure().run();
    log.warn(topic, message + ": " + reason);
  }
}
