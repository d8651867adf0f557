// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.cachelet.test.redis.RedisServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Turns that requests take, as seen in Redis. */
final class SessionTurnsTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final RedisServer server = RedisServer.start();

  @SuppressWarnings("NullAway.Init")
  private Sessions sessions;

  @SuppressWarnings("NullAway.Init")
  private Session session;

  @BeforeEach
  void begin() {
    sessions = SessionNodes.open(server.url(), "lock", "/cart/**", "lock-wait", "100ms");
    session = sessions.create(Duration.ofMinutes(30));
    session.setAttribute("color", "red");
    session.commit();
  }

  @AfterEach
  void stop() {
    sessions.close();
    server.close();
  }

  @Test
  void turn_isRenewed_whileItsRequestRuns() {
    try (SessionLock turn = sessions.turns().take(session.id()).orElseThrow()) {
      assertThat(turn).isNotNull();
      server.command("PEXPIRE", lock(), "5000");
      await().atMost(LIMIT).until(() -> millisLeft() > 5000);
    }
    await().atMost(LIMIT).until(() -> millisLeft() == -2);
  }

  @Test
  void turn_isNotGivenBackTwice() {
    SessionLock turn = sessions.turns().take(session.id()).orElseThrow();
    turn.close();
    try (SessionLock next = awaitTurn()) {
      turn.close();
      assertThat(next).isNotNull();
      assertThatThrownBy(() -> sessions.turns().take(session.id()))
          .isInstanceOf(SessionOutageException.class);
    }
  }

  @Test
  void turns_areTaken_forSomePathsOnly() {
    assertThat(sessions.turns().areTaken()).isTrue();
    assertThat(sessions.turns().areTaken("/cart/add")).isTrue();
    assertThat(sessions.turns().areTaken("/help")).isFalse();
    assertThat(sessions.turns().take("A".repeat(38))).isEmpty();
    assertThat(sessions.turns().take("no id")).isEmpty();
  }

  private SessionLock awaitTurn() {
    return await()
        .atMost(LIMIT)
        .ignoreExceptions()
        .until(() -> sessions.turns().take(session.id()).orElseThrow(), turn -> true);
  }

  private String lock() {
    return "cachelet:#session:shop:l:{" + session.storage() + "}";
  }

  private long millisLeft() {
    Object left = server.command("PTTL", lock());
    return left instanceof Number number ? number.longValue() : 0;
  }
}
