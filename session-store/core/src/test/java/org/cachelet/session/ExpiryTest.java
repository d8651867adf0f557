// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cachelet.session.SessionNodes.TIMEOUT;
import static org.cachelet.session.SessionNodes.awaitTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.cachelet.test.redis.RedisServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which listeners are told that a session has expired, and how often. */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
final class ExpiryTest {
  private final RedisServer server = RedisServer.start();
  private final Queue<String> told = new ConcurrentLinkedQueue<>();

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void eachOfAThousandSessions_isToldOfOnce_byOneOfThreeNodes() {
    List<Sessions> nodes = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      nodes.add(SessionNodes.open(server.url(), this::tell));
    }
    List<String> begun = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      begun.add(begin(nodes.get(i % 3)).storage());
    }
    expire(begun);
    awaitTrue(() -> nodes.get(0).admin().count() == 0);
    assertThat(told).containsExactlyInAnyOrderElementsOf(begun);
    nodes.forEach(Sessions::close);
  }

  @Test
  void session_isToldOf_whenANodeIsBack_afterAllWereDown() {
    String storage;
    try (Sessions sessions = SessionNodes.open(server.url(), this::tell)) {
      storage = begin(sessions).storage();
    }
    expire(List.of(storage));
    assertThat(told).isEmpty();
    try (Sessions sessions = SessionNodes.open(server.url(), this::tell)) {
      awaitTrue(() -> sessions.admin().count() == 0);
    }
    assertThat(told).containsExactly(storage);
  }

  @Test
  void session_isToldOfByAnother_whenTheNodeThatClaimedItHasDied() {
    String storage;
    try (Sessions sessions = SessionNodes.open(server.url(), this::tell)) {
      storage = begin(sessions).storage();
    }
    String now = String.valueOf(Objects.requireNonNull((List<?>) server.command("TIME")).get(0));
    String inAMinute = (Long.parseLong(now) + 60) + "000";
    server.command("HSET", key(storage), "#l", "dead/1 " + inAMinute);
    expire(List.of(storage));
    try (Sessions sessions = SessionNodes.open(server.url(), this::tell)) {
      begin(sessions); // so that it has something to do
      assertThat(told).isEmpty();
      server.command("HSET", key(storage), "#l", "dead/1 " + now + "000");
      awaitTrue(() -> sessions.admin().count() == 1);
    }
    assertThat(told).containsExactly(storage);
  }

  @Test
  void session_isForgotten_whenItsListenerFails() {
    try (Sessions sessions =
        SessionNodes.open(
            server.url(),
            session -> {
              tell(session);
              throw new IllegalStateException("no database");
            })) {
      Session session = begin(sessions);
      expire(List.of(session.storage()));
      awaitTrue(() -> sessions.admin().count() == 0);
      assertThat(told).hasSize(1);
      assertThat(sessions.statistics().expired()).isEqualTo(1);
      assertThat(server.command("EXISTS", key(session.storage()))).isEqualTo(0L);
    }
  }

  @Test
  void forgedSessions_stopNoOther_fromExpiring() {
    try (Sessions sessions = SessionNodes.open(server.url(), this::tell)) {
      List<String> forged = new ArrayList<>();
      for (String field : List.of("#a", "#i", "#l", "#u", "#c", "#p")) {
        String storage = begin(sessions).storage();
        server.command("HSET", key(storage), field, "evil");
        forged.add(storage);
      }
      String text = begin(sessions).storage();
      server.command("SET", key(text), "evil");
      forged.add(text);
      String honest = begin(sessions).storage();
      expire(forged.subList(1, 6));
      server.command("ZADD", deadlines(forged.get(0)), "1", forged.get(0));
      server.command("ZADD", deadlines(text), "1", text);
      expire(List.of(honest));
      awaitTrue(() -> told.contains(honest));
      awaitTrue(() -> sessions.admin().count() == 0);
    }
  }

  private static String deadlines(String storage) {
    int shard = Math.floorMod(storage.hashCode(), SessionKeys.SHARDS);
    return "cachelet:#session:shop:x:{" + shard + "}";
  }

  @Test
  void sessionThatIsInUse_isNotToldOf_andStaysInTheListOfItsUser() {
    try (Sessions sessions = SessionNodes.open(server.url(), this::tell)) {
      Session session = begin(sessions);
      session.setUser("ada");
      session.commit();
      String deadlines = deadlines(session.storage());
      server.command("ZADD", deadlines, "1", session.storage());
      awaitTrue(
          () ->
              Double.parseDouble(
                      String.valueOf(server.command("ZSCORE", deadlines, session.storage())))
                  > 1e12);
      assertThat(told).isEmpty();
      assertThat(sessions.admin().of("ada")).containsExactly(session.storage());
    }
  }

  private void tell(Session session) {
    assertThat(session.attribute("name")).isEqualTo("Ada");
    told.add(session.storage());
  }

  private static Session begin(Sessions sessions) {
    Session session = sessions.create(TIMEOUT);
    session.begin();
    session.setAttribute("name", "Ada");
    session.end();
    return session;
  }

  private void expire(List<String> storages) {
    for (String storage : storages) {
      server.command("HSET", key(storage), "#a", "1");
      int shard = Math.floorMod(storage.hashCode(), SessionKeys.SHARDS);
      server.command("ZADD", "cachelet:#session:shop:x:{" + shard + "}", "1", storage);
    }
  }

  private static String key(String storage) {
    return "cachelet:#session:shop:s:{" + storage + "}";
  }
}
