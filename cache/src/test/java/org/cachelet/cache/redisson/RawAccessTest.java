// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache.redisson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.cachelet.cache.Caches;
import org.cachelet.test.redis.RedisServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.redisson.api.RLock;
import org.redisson.api.RMap;
import org.redisson.api.RRateLimiter;
import org.redisson.api.RateType;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.LongCodec;
import org.redisson.client.codec.StringCodec;
import org.redisson.codec.CompositeCodec;

/** Keeps the examples in docs/redis.md to what works, over two nodes. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
final class RawAccessTest {
  private static final Path PAGE = Path.of("..", "docs", "redis.md");

  private final RedisServer server = RedisServer.start();
  private final Caches caches = Nodes.start(server.url());
  private final Caches others = Nodes.start(server.url());
  private final RedissonClient redisson =
      caches.backend(RedisBackend.class).orElseThrow().redisson();
  private final RedissonClient elsewhere =
      others.backend(RedisBackend.class).orElseThrow().redisson();

  @AfterEach
  void close() {
    caches.close();
    others.close();
    server.close();
  }

  @Test
  void pageViews_areCountedOverAllNodes() throws IOException {
    assertThat(countView(redisson)).isEqualTo(1);
    assertThat(countView(elsewhere)).isEqualTo(2);
    assertThat(countView(redisson)).isEqualTo(3);
    String key = "shop:views:" + LocalDate.now(ZoneOffset.UTC);
    assertThat(server.command("HGET", key, "product:17")).isEqualTo("3");
    assertThat(Nodes.ttl(server, key)).isBetween(100_000_000L, 172_800_000L);
    assertShown(
        """
        RMap<String, Long> views =
            redisson.getMap(
                "shop:views:" + LocalDate.now(ZoneOffset.UTC),
                new CompositeCodec(StringCodec.INSTANCE, LongCodec.INSTANCE));
        views.addAndGet("product:17", 1L);
        views.expire(Duration.ofDays(2));
        """);
  }

  private static long countView(RedissonClient redisson) {
    RMap<String, Long> views =
        redisson.getMap(
            "shop:views:" + LocalDate.now(ZoneOffset.UTC),
            new CompositeCodec(StringCodec.INSTANCE, LongCodec.INSTANCE));
    long count = views.addAndGet("product:17", 1L);
    assertThat(views.expire(Duration.ofDays(2))).isTrue();
    return count;
  }

  @Test
  void rate_isLimitedOverAllNodes() throws IOException {
    for (int login = 0; login < 5; login++) {
      assertThat(isAllowed(login % 2 == 0 ? redisson : elsewhere, "10.0.0.1")).isTrue();
    }
    assertThat(isAllowed(redisson, "10.0.0.1")).isFalse();
    assertThat(isAllowed(elsewhere, "10.0.0.1")).isFalse();
    assertThat(isAllowed(elsewhere, "10.0.0.2")).isTrue();
    assertThat(Nodes.keys(server, "*shop:login:*"))
        .isNotEmpty()
        .allMatch(key -> Nodes.ttl(server, key) > 0);
    assertShown(
        """
        RRateLimiter limiter = redisson.getRateLimiter("shop:login:" + address);
        limiter.trySetRate(RateType.OVERALL, 5, Duration.ofMinutes(1), Duration.ofHours(1));
        if (!limiter.tryAcquire()) {
          response.sendError(429);
          return;
        }
        """);
  }

  private static boolean isAllowed(RedissonClient redisson, String address) {
    RRateLimiter limiter = redisson.getRateLimiter("shop:login:" + address);
    limiter.trySetRate(RateType.OVERALL, 5, Duration.ofMinutes(1), Duration.ofHours(1));
    return limiter.tryAcquire();
  }

  @Test
  void lock_isHeldByOneNode_andExtended() throws Exception {
    RLock lock = redisson.getLock("shop:import");
    assertThat(lock.tryLock()).isTrue();
    try {
      assertThat(couldLock(elsewhere)).isFalse();
      assertThat(couldLock(redisson)).isFalse(); // by another thread
      server.command("PEXPIRE", "shop:import", "25000");
      Nodes.awaitTrue(() -> Nodes.ttl(server, "shop:import") > 26_000);
    } finally {
      lock.unlock();
    }
    assertThat(couldLock(elsewhere)).isTrue();
    assertThat(server.command("EXISTS", "shop:import")).isEqualTo(0L);
    assertShown(
        """
        RLock lock = redisson.getLock("shop:import");
        if (lock.tryLock()) { // extended while this node lives
          try {
            importProducts();
          } finally {
            lock.unlock();
          }
        }
        """);
  }

  /** Returns whether another thread could have the lock for a moment. */
  private static boolean couldLock(RedissonClient redisson) throws Exception {
    return CompletableFuture.supplyAsync(
            () -> {
              RLock lock = redisson.getLock("shop:import");
              boolean locked = lock.tryLock();
              if (locked) {
                lock.unlock();
              }
              return locked;
            })
        .get(1, TimeUnit.MINUTES);
  }

  @Test
  void examples_work_whenTheUserHasTheirKeysAndChannel() {
    server.command(
        "ACL SETUSER web on >secret ~shop:* ~{shop:*}:* ~redisson_* &redisson_* +@all".split(" "));
    try (Caches limited = Nodes.start(server.url().replace("//", "//web:secret@"))) {
      RedissonClient client = limited.backend(RedisBackend.class).orElseThrow().redisson();
      assertThat(countView(client)).isEqualTo(1);
      assertThat(isAllowed(client, "10.0.0.1")).isTrue();
      RLock lock = client.getLock("shop:import");
      assertThat(lock.tryLock()).isTrue();
      lock.unlock();
      assertThat(server.command("EXISTS", "shop:import")).isEqualTo(0L);
    }
  }

  @Test
  void backend_isThere_onlyIfOneIsShared() {
    assertThat(redisson.getBucket("shop:raw", StringCodec.INSTANCE).isExists()).isFalse();
    try (Caches alone = Caches.builder().withoutJmx().build()) {
      assertThat(alone.backend(RedisBackend.class)).isEmpty();
    }
    RedisBackend backend = caches.backend(RedisBackend.class).orElseThrow();
    assertThat(backend.redisson()).isSameAs(redisson);
    assertThat(backend.redisHealth().isUp()).isTrue();
    caches.close();
    assertThatIllegalStateException()
        .isThrownBy(backend::redisson)
        .withMessageContaining("127.0.0.1:" + server.port());
  }

  private static void assertShown(String example) throws IOException {
    assertThat(Files.readString(PAGE)).contains("```java\n" + example + "```\n");
  }
}
