// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cachelet.session.SessionNodes.TIMEOUT;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.cachelet.test.redis.RedisServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an administrator sees and does of sessions that visitors have on another node. */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
final class SessionAdminTest {
  private static final int SESSIONS = 25;

  private final RedisServer server = RedisServer.start();
  private final Sessions node = SessionNodes.open(server.url());
  private final Sessions other = SessionNodes.open(server.url());
  private final SessionAdmin admin = other.admin();

  @AfterEach
  void close() {
    node.close();
    other.close();
    server.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 100})
  void pages_haveEachSessionOnce(int size) {
    List<String> begun = new ArrayList<>();
    for (int i = 0; i < SESSIONS; i++) {
      begun.add(begun("number", i).storage());
    }

    List<String> listed = new ArrayList<>();
    for (int from = 0; from < SESSIONS; from += size) {
      List<String> page = admin.list(from, size);
      assertThat(page).hasSize(Math.min(size, SESSIONS - from));
      listed.addAll(page);
    }

    assertThat(listed).containsExactlyInAnyOrderElementsOf(begun);
    assertThat(admin.list(SESSIONS, size)).isEmpty();
  }

  @Test
  void name_opensNothing() {
    Session session = begun("name", "Ada");
    assertThat(admin.list(0, 1)).containsExactly(session.storage());
    assertThat(session.id()).isNotEqualTo(session.storage());
    assertThat(node.find(session.storage())).isEmpty();
  }

  @Test
  void reading_isNoAccess() {
    Session session = begun("name", "Ada");
    SessionNodes.age(server, session, TIMEOUT.dividedBy(2));
    String last = lastAccess(session);

    assertThat(admin.read(session.storage(), found -> found.attribute("name"))).contains("Ada");

    assertThat(lastAccess(session)).isEqualTo(last);
    assertThat(node.find(session.id())).isPresent();
    assertThat(lastAccess(session)).isNotEqualTo(last);
  }

  private String lastAccess(Session session) {
    String key = "cachelet:#session:shop:s:{" + session.storage() + "}";
    return String.valueOf(server.command("HGET", key, "#a"));
  }

  @Test
  void change_isSeenByTheVisitor_whereTheSessionIsInUse() {
    Session session = begun("name", "Ada");

    Object before =
        admin
            .change(session.storage(), found -> found.setAttribute("name", "Augusta"))
            .orElseThrow();

    assertThat(before).isEqualTo("Ada");
    assertThat(node.find(session.id()).orElseThrow().attribute("name")).isEqualTo("Augusta");
  }

  @Test
  void session_isReadAndWritten_byItsId_withoutARequest() {
    Session session = begun("name", "Ada");

    Session found = other.records().read(session.id()).orElseThrow();
    found.setAttribute("name", "Augusta");
    found.commit();

    assertThat(node.find(session.id()).orElseThrow().attribute("name")).isEqualTo("Augusta");
    assertThat(other.records().read(session.storage() + "A".repeat(22))).isEmpty();
  }

  @Test
  void ended_isEndedForItsVisitor_once() {
    Session session = begun("name", "Ada");
    assertThat(admin.end(session.storage())).isTrue();
    assertThat(admin.end(session.storage())).isFalse();
    assertThat(node.find(session.id())).isEmpty();
    assertThat(admin.read(session.storage(), Session::storage)).isEmpty();
    assertThat(admin.change(session.storage(), found -> found.setAttribute("a", 1))).isEmpty();
  }

  @Test
  void unknownName_isNoSession() {
    begun("name", "Ada");
    for (String name : List.of("", "*", "{a}", "0123456789abcdef", "x\r\nDEL y")) {
      assertThat(admin.read(name, Session::storage)).as(name).isEmpty();
      assertThat(admin.end(name)).as(name).isFalse();
    }
    assertThat(admin.count()).isEqualTo(1);
  }

  private Session begun(String name, Object value) {
    Session session = node.create(TIMEOUT);
    session.begin();
    session.setAttribute(name, value);
    session.end();
    return session;
  }
}
