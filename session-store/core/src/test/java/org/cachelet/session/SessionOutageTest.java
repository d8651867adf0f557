// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.cachelet.session.SessionNodes.TIMEOUT;
import static org.cachelet.session.SessionNodes.awaitTrue;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.cachelet.test.redis.FaultProxy;
import org.cachelet.test.redis.RedisServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of sessions when Redis does not answer: an error is never "no session". */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
final class SessionOutageTest {
  private final RedisServer server = RedisServer.start();

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void session_isAnError_notAbsent_whileRedisHangs() {
    try (Sessions sessions = SessionNodes.open(server.url(), "redis-timeout", "200ms")) {
      Session session = begun(sessions);
      server.freeze();
      assertThatExceptionOfType(SessionOutageException.class)
          .isThrownBy(() -> sessions.find(session.id()))
          .withMessageStartingWith("sessions cannot be reached in Redis: ")
          .withMessageNotContaining(session.id());
      server.thaw();
      awaitTrue(() -> sessions.find(session.id()).isPresent());
    }
  }

  @Test
  void idThatCannotBeOne_isAbsent_evenWithoutRedis() {
    try (Sessions sessions = SessionNodes.open(server.url())) {
      server.kill();
      assertThat(sessions.find("a\r\nFLUSHALL")).isEmpty();
      assertThat(sessions.find("*")).isEmpty();
      assertThat(sessions.find("{tag}")).isEmpty();
      assertThat(sessions.find("\0")).isEmpty();
      assertThat(sessions.find("a".repeat(10_240))).isEmpty();
      assertThat(sessions.find("")).isEmpty();
    }
  }

  @Test
  void change_isWrittenLater_whenRedisIsBackSoon() {
    try (Sessions sessions =
            SessionNodes.open(server.url(), "redis-timeout", "200ms", "outage", "near");
        Sessions other = SessionNodes.open(server.url())) {
      Session session = begun(sessions);
      server.freeze();
      Session near = sessions.find(session.id()).orElseThrow();
      near.begin();
      near.setAttribute("name", "Grace");
      near.end();
      server.thaw();
      awaitTrue(() -> "Grace".equals(other.find(session.id()).orElseThrow().attribute("name")));
    }
  }

  @Test
  void nearCopy_isNotForAnotherSecret() {
    try (Sessions sessions =
        SessionNodes.open(server.url(), "redis-timeout", "200ms", "outage", "near")) {
      Session session = begun(sessions);
      String stranger = session.storage() + "A".repeat(22);
      server.freeze();
      assertThatExceptionOfType(SessionOutageException.class)
          .isThrownBy(() -> sessions.find(stranger));
      assertThat(sessions.find(session.id())).isPresent();
      server.thaw();
    }
  }

  @Test
  void node_isReady_asSoonAsItIsOpen() {
    try (Sessions opened = SessionNodes.start(server.url(), s -> {}, "redis-timeout", "10s")) {
      assertThat(opened.admin().count()).isZero();
    }
  }

  @Test
  void node_starts_withoutRedis() {
    int port = server.port();
    server.stop();
    try (Sessions sessions =
        SessionNodes.start("redis://127.0.0.1:" + port, s -> {}, "redis-timeout", "200ms")) {
      assertThatExceptionOfType(SessionOutageException.class)
          .isThrownBy(() -> sessions.find(sessions.newId()));
      server.restart();
      awaitTrue(() -> sessions.find(sessions.newId()).isEmpty());
    }
  }

  @Test
  void session_canBeRead_butNotWritten_whenRedisIsFull() {
    try (Sessions sessions = SessionNodes.open(server.url())) {
      Session session = begun(sessions);
      server.command("CONFIG", "SET", "maxmemory", "1");
      Session found = sessions.find(session.id()).orElseThrow();
      assertThat(found.attribute("name")).isEqualTo("Ada");
      found.begin();
      found.setAttribute("name", "Grace");
      assertThatExceptionOfType(SessionOutageException.class).isThrownBy(found::commit);
      server.command("CONFIG", "SET", "maxmemory", "0");
      awaitTrue(
          () ->
              Objects.requireNonNull(
                      (String)
                          sessions
                              .admin()
                              .read(session.storage(), s -> s.attribute("name"))
                              .orElseThrow())
                  .equals("Grace"));
    }
  }

  @Test
  void idIsTheOldOne_whenNobodyAnsweredToItsChange() {
    try (Sessions sessions = SessionNodes.open(server.url(), "redis-timeout", "200ms")) {
      Session session = begun(sessions);
      String old = session.id();
      server.freeze();
      assertThatExceptionOfType(SessionOutageException.class).isThrownBy(session::changeId);
      assertThat(session.id()).isEqualTo(old);
      server.thaw(); // now Redis runs the command that it had received
      awaitTrue(() -> sessions.find(old).isPresent());
    }
  }

  @Test
  void session_isAbsent_whenRedisHasLostEverything() {
    try (Sessions sessions = SessionNodes.open(server.url())) {
      Session session = begun(sessions);
      server.command("FLUSHALL");
      assertThat(sessions.find(session.id())).isEmpty();
    }
  }

  @Test
  void changeThatFailed_givesWayToWhatAnotherNodeHasWrittenSince() {
    try (FaultProxy proxy = FaultProxy.to(server.port());
        Sessions cutOff = SessionNodes.open(proxy.url(), "redis-timeout", "200ms");
        Sessions other = SessionNodes.open(server.url())) {
      Session session = begun(cutOff);
      set(session, "color", "red");
      proxy.refuse();
      assertThatExceptionOfType(SessionOutageException.class)
          .isThrownBy(() -> set(session, "name", "Grace"));
      assertThatExceptionOfType(SessionOutageException.class)
          .isThrownBy(() -> set(session, "color", "blue"));
      set(other.find(session.id()).orElseThrow(), "name", "Edsger");
      proxy.heal();
      awaitTrue(() -> "blue".equals(other.find(session.id()).orElseThrow().attribute("color")));
      assertThat(other.find(session.id()).orElseThrow().attribute("name")).isEqualTo("Edsger");
      Session found = cutOff.find(session.id()).orElseThrow();
      assertThat(found.attribute("name")).isEqualTo("Edsger");
      assertThat(found.attribute("color")).isEqualTo("blue");
    }
  }

  @Test
  void session_isAsRedisHasIt_whenAReplicaHasTakenOverThatWasBehind() {
    try (Sessions first = SessionNodes.open(server.url());
        Sessions other = SessionNodes.open(server.url())) {
      Session session = begun(first);
      String key = "cachelet:#session:shop:s:{" + session.storage() + "}";
      server.command("COPY", key, "behind");
      set(session, "name", "Grace");
      awaitTakeOver();
      server.command("COPY", "behind", key, "REPLACE");
      assertThat(first.find(session.id()).orElseThrow().attribute("name")).isEqualTo("Ada");
      set(session, "name", "Grace");
      awaitTakeOver();
      server.command("COPY", "behind", key, "REPLACE");
      set(other.find(session.id()).orElseThrow(), "name", "Edsger");
      assertThat(first.find(session.id()).orElseThrow().attribute("name")).isEqualTo("Edsger");
    }
  }

  /** Waits for the next millisecond of Redis; no replica takes over within the same one. */
  private void awaitTakeOver() {
    long now = millis();
    awaitTrue(() -> millis() > now);
  }

  private long millis() {
    List<?> time = (List<?>) Objects.requireNonNull(server.command("TIME"));
    return Long.parseLong(String.valueOf(time.get(0))) * 1000
        + Long.parseLong(String.valueOf(time.get(1))) / 1000;
  }

  private static void set(Session session, String name, String value) {
    session.begin();
    try {
      session.setAttribute(name, value);
      session.commit();
    } finally {
      session.end();
    }
  }

  private static Session begun(Sessions sessions) {
    Session session = sessions.create(TIMEOUT);
    session.begin();
    session.setAttribute("name", "Ada");
    session.end();
    return session;
  }
}
