// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.snippets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.StringReader;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.cachelet.cache.Caches;
import org.cachelet.cache.SettingGroup;
import org.cachelet.cache.Settings;
import org.cachelet.cache.redisson.RedisBackend;
import org.cachelet.test.fault.EmbeddedJetty;
import org.cachelet.test.redis.RedisServer;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.redisson.api.RLock;
import org.redisson.api.RMap;
import org.redisson.api.RRateLimiter;
import org.redisson.api.RateType;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.LongCodec;
import org.redisson.client.codec.StringCodec;
import org.redisson.codec.CompositeCodec;

/** What Redisson has and the cache has not. */
@SuppressWarnings("NullAway.Init") // set before each test
final class RedisSnippetsTest {
  private RedisServer server;
  private Caches caches;
  private int imports;

  @BeforeEach
  void start() throws IOException {
    assumeTrue(RedisServer.isAvailable(), RedisServer::whyUnavailable);
    server = RedisServer.start();
    String settings = "cachelet.jmx=off\ncachelet.redis.url=" + server.url();
    caches =
        Caches.of(
            Settings.builder()
                .properties("test", new StringReader(settings))
                .build(SettingGroup.allIn(getClass().getClassLoader())));
    RedisBackend backend = caches.backend(RedisBackend.class).orElseThrow();
    await().atMost(Duration.ofSeconds(30)).until(() -> backend.redisHealth().isUp());
  }

  @AfterEach
  void stop() {
    if (server != null) {
      caches.close();
      server.close();
    }
  }

  @Test
  void views_areCounted_forTwoDays() {
    RedissonClient redisson = caches.backend(RedisBackend.class).orElseThrow().redisson();

    RMap<String, Long> views =
        redisson.getMap(
            "shop:views:" + LocalDate.now(ZoneOffset.UTC),
            new CompositeCodec(StringCodec.INSTANCE, LongCodec.INSTANCE));
    views.addAndGet("product:17", 1L);
    views.expire(Duration.ofDays(2));

    assertThat(views.get("product:17")).isEqualTo(1);
    assertThat(views.remainTimeToLive()).isPositive();
  }

  @Test
  void logins_areLimited_toFiveAMinute() throws Exception {
    RedissonClient redisson = caches.backend(RedisBackend.class).orElseThrow().redisson();
    try (EmbeddedJetty jetty =
        EmbeddedJetty.start(
            handler -> handler.addServlet(new ServletHolder(new Login(redisson)), "/login"))) {
      Visit visit = new Visit(jetty.port());
      for (int i = 0; i < 5; i++) {
        assertThat(visit.status("/login")).isEqualTo(200);
      }
      assertThat(visit.status("/login")).isEqualTo(429);
    }
  }

  /** Answers whoever has not asked too often. */
  private static final class Login extends HttpServlet {
    private final transient RedissonClient redisson;

    Login(RedissonClient redisson) {
      this.redisson = redisson;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      String address = request.getRemoteAddr();

      RRateLimiter limiter = redisson.getRateLimiter("shop:login:" + address);
      limiter.trySetRate(RateType.OVERALL, 5, Duration.ofMinutes(1), Duration.ofHours(1));
      if (!limiter.tryAcquire()) {
        response.sendError(429);
        return;
      }

      response.getWriter().print("welcome");
    }
  }

  @Test
  void import_isMadeByOneNode() throws Exception {
    RedissonClient redisson = caches.backend(RedisBackend.class).orElseThrow().redisson();

    RLock lock = redisson.getLock("shop:import");
    if (lock.tryLock()) { // extended while this node lives
      try {
        importProducts();
      } finally {
        lock.unlock();
      }
    }

    assertThat(imports).isEqualTo(1);
    assertThat(lock.isLocked()).isFalse();
  }

  private void importProducts() {
    assertThat(server.command("EXISTS", "shop:import")).isEqualTo(1L);
    imports++;
  }
}
