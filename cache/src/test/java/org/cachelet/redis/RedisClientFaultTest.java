// SPDX-License-Identifier: Apache-2.0
package org.cachelet.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.cachelet.test.redis.RedisServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the client does with servers that fail. */
final class RedisClientFaultTest {
  /** How long a call with a deadline of 80 or 150 ms may take on a machine that is busy. */
  private static final long PATIENCE_MILLIS = 900;

  private RedisServer server = RedisServer.start();
  private final CaughtLines log = new CaughtLines();
  private RedisClient client = open("");

  private RedisClient open(String userInfo) {
    String url = server.url().replace("//", "//" + userInfo);
    return RedisClient.open(RedisOptions.builder().url(url).build());
  }

  @BeforeEach
  void connect() {
    Calls.awaitUp(client);
  }

  @AfterEach
  void close() {
    client.close();
    server.close();
    log.close();
  }

  private void assertReadsLost() {
    assertThat(client.health().reads().sent()).isFalse();
    assertThat(client.isSuspect()).isTrue();
    long rejected = client.health().reads().rejected();
    long millis =
        Calls.millis(
            () -> {
              for (int i = 0; i < 100; i++) {
                assertThat(Calls.get(client, "key").isOk()).isFalse();
              }
            });
    assertThat(millis).isLessThan(PATIENCE_MILLIS); // 100 calls
    assertThat(client.health().reads().rejected()).isEqualTo(rejected + 100);
  }

  @Test
  void client_opensAtOnceAndConnectsLater_whenTheServerIsDown() {
    client.close();
    server.kill();
    assertThat(Calls.millis(() -> client = open(""))).isLessThan(PATIENCE_MILLIS);
    assertThat(Calls.get(client, "key").failure())
        .isEqualTo("there is no connection to Redis at 127.0.0.1:" + server.port());
    await().atMost(Duration.ofSeconds(30)).until(() -> !client.health().reads().sent());
    assertReadsLost();
    assertThat(client.health().connected()).isFalse();
    await()
        .untilAsserted(
            () ->
                assertThat(log.lines())
                    .anySatisfy(
                        line ->
                            assertThat(line)
                                .startsWith(
                                    "Redis at 127.0.0.1:"
                                        + server.port()
                                        + " cannot be reached (Connection refused")
                                .endsWith("): pages are made without it until it answers")));
    assertThat(log.lines()).hasSize(1);

    server.restart();
    Calls.awaitUp(client);
    assertThat(client.health().isUp()).isTrue();
  }

  @Test
  void calls_endAtTheirDeadlineAndThenAtOnce_whenTheServerIsFrozen() {
    server.freeze();
    long slowest = 0;
    int sent = 0;
    while (client.health().reads().sent()) {
      slowest = Math.max(slowest, Calls.millis(() -> Calls.get(client, "key")));
      sent++;
    }
    assertThat(slowest).isBetween(70L, PATIENCE_MILLIS);
    assertThat(sent).isLessThanOrEqualTo(5 + 1); // a reply may have been under way
    assertThat(client.health().reads().timeouts()).isGreaterThanOrEqualTo(5);
    assertReadsLost();
    assertThat(client.health().writes().sent()).isTrue(); // nobody wrote

    server.thaw();
    Calls.awaitUp(client);
    assertThat(client.health().rebuilds()).isZero();
  }

  @Test
  void writeLater_endsAtItsDeadline_whenTheServerIsFrozen() throws Exception {
    server.freeze();
    CompletableFuture<Reply<Void>> end = new CompletableFuture<>();
    client.writeLater(
        redisson -> redisson.getBucket("key").setAsync("x".getBytes(UTF_8)), 1, end::complete);
    assertThat(end.get(10, TimeUnit.SECONDS).failure()).isEqualTo("no reply in 150 ms");
    server.thaw();
    Calls.awaitUp(client);
  }

  @Test
  void client_goesOn_whenTheServerWasKilledAndStarted() {
    server.kill();
    Calls.awaitReadsLost(client);
    assertReadsLost();
    server.restart();
    Calls.awaitUp(client);
    server.restart();
    Calls.awaitUp(client);
  }

  @Test
  void sessions_areRefusedFromTheStart_whenScriptsAreForbidden() {
    server.command("ACL", "SETUSER", "app", "on", "nopass", "~*", "+@all", "-eval", "-evalsha");
    String url = server.url().replace("//", "//app:any@");
    RedisOptions.Builder options = RedisOptions.builder().use(RedisUse.SESSIONS);
    try (RedisClient sessions = RedisClient.open(options.url(url).build())) {
      await().atMost(Duration.ofSeconds(30)).until(() -> !sessions.health().writes().sent());
      await()
          .untilAsserted(
              () ->
                  assertThat(log.lines())
                      .contains(
                          "Redis at 127.0.0.1:"
                              + server.port()
                              + " refuses commands (NOPERM this user has no permissions to run"
                              + " the 'evalsha' command): requests that need their session are"
                              + " refused until it answers"));
      assertThat(sessions.health().reads().sent()).isFalse();
      server.command("ACL", "SETUSER", "app", "+@all");
      await().atMost(Duration.ofSeconds(30)).until(() -> sessions.health().isUp());
    }
  }

  @Test
  void reads_goOn_whenTheServerHasNoRoom() {
    assertThat(Calls.set(client, "key", "value").isOk()).isTrue();
    server.command("CONFIG", "SET", "maxmemory", "1");
    for (int i = 0; i < 5; i++) {
      assertThat(Calls.set(client, "key", "new").failure()).startsWith("OOM command not allowed");
      assertThat(Calls.text(Calls.get(client, "key"))).isEqualTo("value");
    }
    assertThat(client.health().writes().sent()).isFalse();
    assertThat(client.health().reads().sent()).isTrue();
    assertThat(Calls.set(client, "key", "new").failure()).startsWith("not sent, since Redis at");
    assertThat(log.lines())
        .anyMatch(
            line ->
                line.contains(" refuses commands (OOM ")
                    && line.endsWith("): nothing is stored in it until it does"));

    server.command("CONFIG", "SET", "maxmemory", "0");
    Calls.awaitUp(client);
  }

  @Test
  void client_connects_whenThePasswordBecomesRight() {
    client.close();
    server.close();
    server = RedisServer.builder().option("requirepass", "right").start();
    client = open(":secret@");
    await().atMost(Duration.ofSeconds(30)).until(() -> !client.health().writes().sent());
    assertThat(Calls.get(client, "key").isOk()).isFalse();
    assertThat(log.lines())
        .anyMatch(line -> line.contains(" refuses all commands (WRONGPASS "))
        .noneMatch(line -> line.contains("secret"));

    server.command("ACL", "SETUSER", "default", ">secret");
    Calls.awaitUp(client);
  }

  @Test
  void log_namesTheCommand_whenTheUserMayNotUseIt() {
    server.command("ACL", "SETUSER", "shop", "on", ">p", "~*", "+@all", "-set", "-psetex");
    client.close();
    client = open("shop:p@");
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              boolean refused = Calls.set(client, "key", "x").failure().startsWith("NOPERM ");
              return refused || !client.health().writes().sent();
            });
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              Calls.set(client, "key", "x");
              return !client.health().writes().sent();
            });
    assertThat(Calls.get(client, "key").isOk()).isTrue();
    assertThat(client.health().reads().sent()).isTrue();
    assertThat(log.lines())
        .anyMatch(line -> line.contains(" refuses commands (NOPERM ") && line.contains("'set'"));
  }

  @Test
  void reads_goOn_whenOneKeyIsOfAnotherType() {
    server.command("SET", "key", "value");
    assertThat(Calls.get(client, "key").isOk()).isTrue();
    server.command("LPUSH", "list", "x");
    for (int i = 0; i < 20; i++) { // an error that is about one key only
      assertThat(Calls.get(client, "list").failure()).startsWith("WRONGTYPE ");
    }
    assertThat(client.health().reads().sent()).isTrue();
    assertThat(client.health().reads().failures()).isGreaterThanOrEqualTo(20);
  }
}
