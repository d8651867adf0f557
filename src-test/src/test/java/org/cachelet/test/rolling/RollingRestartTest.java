// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.rolling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.cachelet.test.redis.RedisServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two servers of the demo with sessions in Redis, and visitors who use both at once. One server
 * after the other is stopped and started with another release, in which a class of sessions has
 * gained a field, another has gained one and lost one, and an enum has a constant in between.
 */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
final class RollingRestartTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int ROUNDS = 5;

  /** What only the next release says, which does not know when the login was. */
  private static final String NEXT_PAGE = "You have logged in here some time ago";

  /** In this process, and there as long as one of the servers is. */
  private static final String DATABASE = "jdbc:h2:mem:rolling";

  private final RedisServer redis = RedisServer.start();
  private final Path oldRelease;
  private final Path nextRelease;
  private final ShopServer[] servers = new ShopServer[2];
  private final int[] ports = new int[2];
  private final List<ShopVisitor> visitors = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();

  RollingRestartTest(@TempDir Path folder) throws Exception {
    oldRelease = ShopRelease.old(folder.resolve("old"));
    nextRelease = ShopRelease.next(folder.resolve("next"));
  }

  @AfterEach
  void close() throws Exception {
    visitors.forEach(ShopVisitor::leave);
    for (Thread thread : threads) {
      thread.join();
    }
    for (ShopServer server : servers) {
      if (server != null) {
        server.close();
      }
    }
    redis.close();
  }

  @Test
  void nobodyIsLoggedOut_byTheNextRelease_norByTheOldOneAgain() throws Exception {
    start(0, oldRelease);
    start(1, oldRelease);
    letVisitorsIn();
    awaitRounds(0);
    awaitRounds(1);

    for (Path release : List.of(nextRelease, oldRelease)) {
      boolean isNext = release.equals(nextRelease);
      restart(0, release);
      assertThat(isServedByTheNext(0)).isEqualTo(isNext);
      assertThat(isServedByTheNext(1)).isEqualTo(!isNext);
      restart(1, release);
      assertThat(isServedByTheNext(1)).isEqualTo(isNext);
    }

    assertThat(visitors.stream().mapToInt(ShopVisitor::timesCutOff).sum()).isPositive();
  }

  private void restart(int server, Path release) throws Exception {
    servers[server].close();
    awaitRounds(1 - server);
    start(server, release);
    awaitRounds(server);
  }

  private void start(int server, Path release) throws Exception {
    Map<String, String> settings =
        Map.of(
            "SHOP_JDBC_URL",
            DATABASE,
            "cachelet.redis.url",
            redis.url(),
            "cachelet.session.redis-timeout",
            "10s"); // a busy machine is no slow Redis
    servers[server] = new ShopServer(release, ports[server], settings);
    ports[server] = servers[server].port();
  }

  private void letVisitorsIn() throws Exception {
    for (String login : List.of("alice", "bob", "admin")) {
      ShopVisitor visitor = new ShopVisitor(login, ports);
      visitor.enter();
      visitors.add(visitor);
    }
    for (ShopVisitor visitor : visitors) {
      Thread thread = new Thread(visitor, "visitor");
      threads.add(thread);
      thread.start();
    }
  }

  /** Waits until all visitors have been served by a server, and makes sure that none complains. */
  private void awaitRounds(int server) {
    int[] before = visitors.stream().mapToInt(visitor -> visitor.rounds(server)).toArray();
    await().atMost(PATIENCE).until(() -> !complaints().isEmpty() || haveSeen(server, before));
    assertThat(complaints()).isEmpty();
  }

  private boolean haveSeen(int server, int[] before) {
    for (int i = 0; i < before.length; i++) {
      if (visitors.get(i).rounds(server) < before[i] + ROUNDS) {
        return false;
      }
    }
    return true;
  }

  private List<String> complaints() {
    return visitors.stream().flatMap(visitor -> visitor.complaints().stream()).toList();
  }

  /** Returns whether a server runs the next release, as the first visitor sees it. */
  private boolean isServedByTheNext(int server) throws Exception {
    String page = visitors.get(0).get(server, "/account").body();
    assertThat(page).contains("You have logged in here ");
    return page.contains(NEXT_PAGE);
  }
}
