// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cachelet.session.SessionNodes.TIMEOUT;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.cachelet.test.redis.RedisMonitor;
import org.cachelet.test.redis.RedisServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What sessions do on two nodes over a real Redis. */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
final class SessionsTest {
  private final RedisServer server = RedisServer.start();
  private final Queue<Session> expired = new ConcurrentLinkedQueue<>();
  private final Sessions first = SessionNodes.open(server.url(), expired::add);
  private final Sessions second = SessionNodes.open(server.url(), expired::add);

  @AfterEach
  void close() {
    first.close();
    second.close();
    server.close();
  }

  @Test
  void attribute_isSeenOnTheOtherNode_afterTheCommit() {
    Session session = begun("name", "Ada");
    assertThat(second.find(session.id()).orElseThrow().attribute("name")).isEqualTo("Ada");
  }

  @Test
  void emptySession_isNotStored() {
    Session session = first.create(TIMEOUT);
    session.begin();
    session.end();
    assertThat(server.command("DBSIZE")).isEqualTo(0L);
    assertThat(second.find(session.id())).isEmpty();
  }

  @Test
  void touch_reachesRedis_withOwnIdsOnly() {
    Session session = begun("name", "Ada");
    String foreign = "f".repeat(39);
    try (RedisMonitor monitor = server.monitor()) {
      second.touch(foreign);
      second.touch(session.id());
      SessionNodes.awaitTrue(() -> isAsked(monitor, ":s:{" + session.storage()));
      assertThat(isAsked(monitor, ":s:{x")).isFalse();
      second.touchForeign(foreign);
      SessionNodes.awaitTrue(() -> isAsked(monitor, ":s:{x"));
    }
  }

  private static boolean isAsked(RedisMonitor monitor, String key) {
    return monitor.lines().stream().anyMatch(line -> line.contains(key));
  }

  @Test
  void roundTrips_areAsFewAsPossible() {
    Session session = begun("list", new ArrayList<>(List.of("a")));
    request(session.id(), s -> s.setAttribute("warm", true)); // so that Redis knows the scripts
    try (RedisMonitor monitor = server.monitor()) {
      request(session.id(), s -> s.attribute("list"));
      assertThat(scripts(monitor)).as("read").hasSize(1);
    }
    try (RedisMonitor monitor = server.monitor()) {
      request(session.id(), s -> s.setAttribute("n", 1));
      assertThat(scripts(monitor)).as("write").hasSize(2);
    }
    try (RedisMonitor monitor = server.monitor()) {
      request(session.id(), s -> s.setAttribute("n", 1));
      assertThat(scripts(monitor)).as("same value").hasSize(1);
    }
    try (RedisMonitor monitor = server.monitor()) {
      request(session.id(), Session::changeId);
      assertThat(scripts(monitor)).as("change of the id").hasSize(2);
    }
  }

  @Test
  void computing_isOneRoundTrip_whereTheValueIsKnown() {
    Session session = begun("count", 1);
    Session other = second.find(session.id()).orElseThrow();
    other.compute("count", n -> 2); // so that Redis knows the script
    try (RedisMonitor monitor = server.monitor()) {
      assertThat(other.compute("count", n -> n == null ? 0 : (Integer) n + 1)).isEqualTo(3);
      assertThat(scripts(monitor)).as("known").hasSize(1);
    }
    try (RedisMonitor monitor = server.monitor()) {
      assertThat(other.compute("new", n -> n == null ? 1 : 0)).isEqualTo(1);
      assertThat(scripts(monitor)).as("known to be nothing").hasSize(1);
    }
    try (RedisMonitor monitor = server.monitor()) {
      assertThat(session.compute("count", n -> n == null ? 0 : (Integer) n + 1)).isEqualTo(4);
      assertThat(scripts(monitor)).as("out of date").hasSize(2);
    }
    assertThat(second.find(session.id()).orElseThrow().attribute("count")).isEqualTo(4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"hmac", "aes-gcm"})
  void readingWhatIsProtected_writesNothing(String protection) {
    String[] settings = {"protection", protection, "keys", "a secret of many letters"};
    try (Sessions sessions = SessionNodes.open(server.url(), settings)) {
      Session session = sessions.create(TIMEOUT);
      session.begin();
      session.setAttribute("list", new ArrayList<>(List.of("a")));
      session.setUser("ada");
      session.end();
      Session found = sessions.find(session.id()).orElseThrow();
      long version = found.link().knownVersion();
      found.begin();
      assertThat(found.attribute("list")).isEqualTo(List.of("a"));
      found.end();
      assertThat(sessions.find(session.id()).orElseThrow().link().knownVersion())
          .isEqualTo(version);
      assertThat(first.find(session.id())).isEmpty(); // it knows no key
    }
  }

  @Test
  @SuppressWarnings("unchecked")
  void changeInPlace_isFound() {
    Session session = begun("list", new ArrayList<>(List.of("a")));
    request(
        session.id(), s -> ((List<String>) Objects.requireNonNull(s.attribute("list"))).add("b"));
    assertThat(second.find(session.id()).orElseThrow().attribute("list"))
        .isEqualTo(List.of("a", "b"));
  }

  @Test
  void invalidatedSession_isGoneOnBothNodes_andStaysSo() {
    Session session = begun("name", "Ada");
    Session other = second.find(session.id()).orElseThrow();
    other.begin();
    other.setAttribute("late", true);
    assertThat(session.invalidate()).isTrue();
    other.end();
    assertThat(other.hasEnded()).isTrue();
    assertThat(first.find(session.id())).isEmpty();
    assertThat(second.find(session.id())).isEmpty();
    assertThat(other.invalidate()).isFalse();
  }

  @Test
  void oldId_isDeadOnBothNodes_whenItWasChanged() {
    Session session = begun("name", "Ada");
    String old = session.id();
    assertThat(second.find(old)).isPresent();
    String changed = session.changeId();
    assertThat(first.find(old)).isEmpty();
    assertThat(second.find(old)).isEmpty();
    assertThat(second.find(changed).orElseThrow().attribute("name")).isEqualTo("Ada");
    assertThat(first.find(changed)).isPresent();
  }

  @Test
  void attributesSetAtOnce_onTwoNodes_areAllKept() throws Exception {
    Session session = begun("name", "Ada");
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      Sessions node = i % 2 == 0 ? first : second;
      String name = "a" + i;
      Thread thread =
          new Thread(
              () -> {
                Session s = node.find(session.id()).orElseThrow();
                s.begin();
                s.setAttribute(name, name);
                s.end();
              });
      threads.add(thread);
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(first.find(session.id()).orElseThrow().attributeNames()).hasSize(201);
    assertThat(second.find(session.id()).orElseThrow().attributeNames()).hasSize(201);
  }

  @Test
  void counter_losesNothing_whenItIsComputed() throws Exception {
    Session session = begun("count", 0);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      Sessions node = i % 2 == 0 ? first : second;
      Thread thread =
          new Thread(
              () ->
                  node.find(session.id())
                      .orElseThrow()
                      .compute("count", n -> n == null ? 1 : (Integer) n + 1));
      threads.add(thread);
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(second.find(session.id()).orElseThrow().attribute("count")).isEqualTo(20);
  }

  @Test
  void expiredSession_isToldOfOnce_withItsAttributes() {
    Session session = begun("name", "Ada");
    SessionNodes.age(server, session, TIMEOUT.multipliedBy(2));
    assertThat(first.find(session.id())).isEmpty();
    SessionNodes.awaitTrue(() -> Long.valueOf(0).equals(first.admin().count()));
    assertThat(expired).hasSize(1);
    assertThat(expired.peek().attribute("name")).isEqualTo("Ada");
  }

  @Test
  void sessionsOfAUser_areFoundAndEnded() {
    Session one = begun("name", "Ada");
    one.setUser("ada");
    one.commit();
    Session two = begun("name", "Ada");
    two.setUser("ada");
    two.commit();
    assertThat(second.admin().of("ada")).containsExactlyInAnyOrder(one.storage(), two.storage());
    assertThat(second.admin().count()).isEqualTo(2);
    assertThat(second.admin().list(0, 10)).hasSize(2);
    assertThat(second.admin().endAll("ada")).isEqualTo(2);
    assertThat(first.find(one.id())).isEmpty();
  }

  @Test
  void lock_isHeldByOneOnly_onAllNodes() {
    Session session = begun("name", "Ada");
    Session other = second.find(session.id()).orElseThrow();
    try (SessionLock lock = session.lock(Duration.ofMinutes(1)).orElseThrow()) {
      assertThat(lock).isNotNull();
      assertThat(other.lock(Duration.ofMillis(50))).isEmpty();
    }
    try (SessionLock lock = other.lock(Duration.ofMinutes(1)).orElseThrow()) {
      assertThat(lock).isNotNull();
      assertThat(session.lock(Duration.ofMillis(50))).isEmpty();
    }
  }

  @Test
  void leastRecentSession_isEnded_whenAUserHasTooMany() {
    try (Sessions sessions = SessionNodes.open(server.url(), "max-per-user", "2")) {
      List<Session> begun = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        Session session = sessions.create(TIMEOUT);
        session.begin();
        session.setUser("ada");
        session.need();
        session.end();
        SessionNodes.age(server, session, Duration.ofMinutes(3 - i));
        begun.add(session);
      }
      assertThat(sessions.find(begun.get(0).id())).isEmpty();
      assertThat(sessions.find(begun.get(1).id())).isPresent();
      assertThat(sessions.find(begun.get(2).id())).isPresent();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void noMoreAndNoFewerSessions_areLeft_whenAUserLogsInOnTwoNodesAtOnce(int most) throws Exception {
    String[] limit = {"max-per-user", String.valueOf(most)};
    try (Sessions one = SessionNodes.open(server.url(), limit);
        Sessions two = SessionNodes.open(server.url(), limit)) {
      for (int round = 0; round < 4; round++) {
        String user = "ada" + round;
        List<Session> sessions = new CopyOnWriteArrayList<>();
        List<Thread> logins = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
          Sessions node = i % 2 == 0 ? one : two;
          logins.add(new Thread(() -> sessions.add(loggedIn(node, user))));
        }
        logins.forEach(Thread::start);
        for (Thread login : logins) {
          login.join();
        }
        assertThat(sessions).hasSize(6);
        assertThat(sessions.stream().filter(s -> two.find(s.id()).isPresent())).hasSize(most);
        assertThat(one.admin().of(user)).hasSize(most);
      }
    }
  }

  private static Session loggedIn(Sessions node, String user) {
    Session session = node.create(TIMEOUT);
    session.begin();
    session.setUser(user);
    session.need();
    session.end();
    return session;
  }

  @Test
  void limitOfAUser_countsNoSessionThatIsGone() {
    try (Sessions sessions = SessionNodes.open(server.url(), "max-per-user", "2")) {
      Session lost = loggedIn(sessions, "ada");
      Session moved = loggedIn(sessions, "ada");
      server.command("DEL", "cachelet:#session:shop:s:{" + lost.storage() + "}");
      Session second = loggedIn(sessions, "ada");
      assertThat(sessions.find(moved.id())).isPresent();
      moved.setUser("bob");
      moved.commit();
      Session third = loggedIn(sessions, "ada");
      assertThat(sessions.find(second.id())).isPresent();
      assertThat(sessions.find(third.id())).isPresent();
      assertThat(sessions.find(moved.id())).isPresent();
    }
  }

  @Test
  void everyKey_hasATimeToLive() {
    Session session = begun("name", "Ada");
    session.setUser("ada");
    session.commit();
    for (Object key : (List<?>) Objects.requireNonNull(server.command("KEYS", "*"))) {
      assertThat((Long) server.command("PTTL", String.valueOf(key))).as("%s", key).isPositive();
    }
  }

  @Test
  void timeout_isThatOfTheSession() {
    Session session = begun("name", "Ada");
    session.setTimeout(Duration.ofHours(10));
    session.commit();
    SessionNodes.age(server, session, TIMEOUT.multipliedBy(2));
    assertThat(second.find(session.id()).orElseThrow().timeout()).isEqualTo(Duration.ofHours(10));
  }

  private Session begun(String name, Object value) {
    Session session = first.create(TIMEOUT);
    session.begin();
    session.setAttribute(name, value);
    session.end();
    return session;
  }

  private void request(String id, Consumer<Session> work) {
    Session session = first.find(id).orElseThrow();
    session.begin();
    work.accept(session);
    session.commit();
    session.end();
  }

  private static List<String> scripts(RedisMonitor monitor) {
    return monitor.lines().stream()
        .filter(line -> line.contains("EVALSHA"))
        .filter(line -> line.contains(":s:{"))
        .toList();
  }
}
