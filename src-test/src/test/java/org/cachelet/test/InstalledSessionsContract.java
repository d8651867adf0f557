// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.cachelet.test.redis.RedisServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two servers, each a process of its own, with sessions installed as the documentation says; Redis
 * is down while they start. The application has the page cache too.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 120, unit = TimeUnit.SECONDS)
abstract class InstalledSessionsContract {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int REDEPLOYMENTS = 1;

  private final Distribution firstKind;
  private final Distribution secondKind;
  private final RedisServer redis = RedisServer.start();
  private final Set<String> ids = Guest.noIds();
  private Container first;
  private Container second;

  InstalledSessionsContract(Distribution first, Distribution second) {
    firstKind = first;
    secondKind = second;
  }

  @BeforeAll
  void start(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path folder) {
    redis.kill();
    CompletableFuture<Container> other =
        CompletableFuture.supplyAsync(() -> node(secondKind, folder.resolve("second")));
    first = node(firstKind, folder.resolve("first"));
    second = other.join();
  }

  private Container node(Distribution distribution, Path base) {
    try {
      Path webapps = Files.createDirectories(base.resolve("webapps"));
      deploy(webapps);
      Container node =
          new Container(
              distribution, base, folder -> distribution.keepSessionsIn(redis.url(), folder));
      node.awaitReady("/shop/inside/start");
      return node;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void deploy(Path webapps) throws IOException {
    new WebArchive().withSessions().writeTo(webapps.resolve("shop.war"));
  }

  @BeforeEach
  void awaitRedis() {
    if (!redis.isAlive()) {
      for (Container node : List.of(first, second)) {
        assertRefused(node);
      }
      redis.restart();
    }
    for (Container node : List.of(first, second)) {
      await()
          .atMost(PATIENCE)
          .until(() -> guest().get(node, "/shop/session/visits").statusCode() == 200);
    }
  }

  @AfterAll
  void stop() throws Exception {
    first.stop();
    second.stop();
    redis.close();
    for (Container node : List.of(first, second)) {
      String log = node.log();
      assertThat(ids).isNotEmpty().noneMatch(id -> log.contains(id.substring(16)));
      assertThat(log.lines()).noneMatch(line -> line.startsWith("\tat ")); // a stack trace
      assertThat(log).doesNotContain("memory leak", "Exception");
    }
  }

  private Guest guest() {
    return new Guest(ids);
  }

  private static String text(HttpResponse<String> response) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return response.body();
  }

  @Test
  void visits_areCounted_overBothNodes() throws Exception {
    Guest guest = guest();
    assertThat(text(guest.get(first, "/shop/session/visits"))).isEqualTo("1");
    assertThat(text(guest.get(second, "/shop/session/visits"))).isEqualTo("2");
    assertThat(text(guest.get(first, "/shop/session/visits"))).isEqualTo("3");
    assertThat(text(guest.get(second, "/shop/session/visits"))).isEqualTo("4");
  }

  @Test
  void logout_isOneOnBothNodes() throws Exception {
    Guest guest = guest();
    guest.get(first, "/shop/session/visits");
    guest.get(second, "/shop/session/visits");
    assertThat(text(guest.get(first, "/shop/session/out"))).isEqualTo("bye");
    assertThat(text(guest.get(second, "/shop/session/out"))).isEqualTo("nobody");
    assertThat(text(guest.get(second, "/shop/session/visits"))).isEqualTo("1");
  }

  @Test
  void formLogin_isOneOnBothNodes() throws Exception {
    Guest guest = guest();
    assertAsksForLogin(guest.get(first, "/shop/session/user"));
    assertThat(
            guest
                .post(second, "/shop/j_security_check", "j_username=ada&j_password=secret")
                .statusCode())
        .isIn(302, 303);
    assertThat(text(guest.get(first, "/shop/session/user"))).isEqualTo("1 of ada");
    assertThat(text(guest.get(second, "/shop/session/user"))).isEqualTo("2 of ada");
    guest.get(second, "/shop/session/out");
    assertAsksForLogin(guest.get(first, "/shop/session/user"));
  }

  /** Tomcat shows the form at once, Jetty leads to it. */
  private static void assertAsksForLogin(HttpResponse<String> response) {
    if (response.statusCode() != 200) {
      assertThat(response.statusCode()).isIn(302, 303);
      assertThat(response.headers().firstValue("Location").orElse("")).contains("/session/login");
    } else {
      assertThat(response.body()).isEqualTo("login");
    }
  }

  @Test
  void user_isLoggedOutEverywhere_byTheApplication() throws Exception {
    Guest guest = loggedIn();
    String sessions = text(guest().get(second, "/shop/session/mine?user=ada"));
    assertThat(sessions).isNotEqualTo("[]");
    assertThat(ids).noneMatch(sessions::contains);
    assertThat(text(guest().get(first, "/shop/session/count"))).isNotEqualTo("0");
    assertThat(text(guest().get(second, "/shop/session/everywhere?user=ada"))).isNotEqualTo("0");
    assertAsksForLogin(guest.get(first, "/shop/session/user"));
    assertThat(text(guest().get(first, "/shop/session/mine?user=ada"))).isEqualTo("[]");
  }

  @Test
  void user_isLoggedOutEverywhere_overJmx() throws Exception {
    Guest guest = loggedIn();
    assertThat(second.invoke("Sessions", "/shop", "endAll", "ada")).isNotEqualTo(0);
    assertAsksForLogin(guest.get(first, "/shop/session/user"));
  }

  private Guest loggedIn() throws Exception {
    Guest guest = guest();
    guest.get(first, "/shop/session/user");
    guest.post(first, "/shop/j_security_check", "j_username=ada&j_password=secret");
    assertThat(text(guest.get(first, "/shop/session/user"))).endsWith(" of ada");
    return guest;
  }

  @Test
  void page_isServedFromTheCache_andHasNoSession() throws Exception {
    text(guest().get(first, "/shop/page/a"));
    HttpResponse<String> hit = guest().get(first, "/shop/page/a");
    assertThat(hit.headers().firstValue("Age")).isPresent();
    assertThat(hit.headers().firstValue("Set-Cookie")).isEmpty();
  }

  @Test
  void redeployment_keepsSessions_andLeavesNothing() throws Exception {
    Guest guest = guest();
    guest.get(first, "/shop/session/visits");
    int loaders = first.applicationLoaders();
    int threads = first.threads().size();
    for (int visits = 2; visits < 2 + REDEPLOYMENTS; visits++) {
      String before = first.get("/shop/inside/start").body();
      deploy(first.webapps());
      await()
          .atMost(PATIENCE)
          .until(
              () -> first.get("/shop/inside/start"),
              now -> now.statusCode() == 200 && !now.body().equals(before));
      await()
          .atMost(PATIENCE)
          .until(() -> guest().get(first, "/shop/session/visits").statusCode() == 200);
      assertThat(text(guest.get(first, "/shop/session/visits"))).isEqualTo("" + visits);
    }
    await("no thread is left over")
        .atMost(PATIENCE)
        .until(() -> first.threads().size(), now -> now <= threads);
    await("no class loader is left over")
        .atMost(PATIENCE)
        .until(first::applicationLoaders, now -> now <= loaders);
  }

  @Test
  void session_isUnavailable_whileRedisIsDown() throws Exception {
    Guest guest = guest();
    guest.get(first, "/shop/session/visits");
    redis.kill();
    for (Container node : List.of(first, second)) {
      assertRefused(node);
      HttpResponse<String> refused = get(guest, node, "/shop/session/visits");
      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(refused.headers().firstValue("Set-Cookie")).isEmpty();
      assertThat(text(get(guest(), node, "/shop/session/about"))).isEqualTo("about");
    }
  }

  private void assertRefused(Container node) {
    HttpResponse<String> refused = get(guest(), node, "/shop/session/visits");
    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(refused.headers().firstValue("Retry-After")).contains("1");
    assertThat(refused.headers().firstValue("Set-Cookie")).isEmpty();
  }

  private static HttpResponse<String> get(Guest guest, Container node, String path) {
    try {
      return guest.get(node, path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }
}
