// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.cachelet.session.SessionNodes.TIMEOUT;
import static org.cachelet.session.SessionNodes.awaitTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.cachelet.test.redis.RedisServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is counted, shown and warned of. */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
final class SessionStatisticsTest {
  private static final Path PAGE = Path.of("..", "..", "docs", "sessions.md");
  private static final Logger LOGGER = Logger.getLogger(Sessions.class.getName());

  private final RedisServer server = RedisServer.start();

  @AfterEach
  void close() {
    server.close();
  }

  private static Map<String, Long> counts(Sessions sessions) throws Exception {
    Map<String, Long> counts = new TreeMap<>();
    SessionStatistics statistics = sessions.statistics();
    for (RecordComponent component : SessionStatistics.class.getRecordComponents()) {
      Long count = (Long) Objects.requireNonNull(component.getAccessor().invoke(statistics));
      if (count != 0) {
        counts.put(component.getName(), count);
      }
    }
    return counts;
  }

  private static Session begun(Sessions sessions) {
    Session session = sessions.create(TIMEOUT);
    session.begin();
    session.setAttribute("name", "Ada");
    session.end();
    return session;
  }

  @Test
  void lifeOfASession_isCounted() throws Exception {
    try (Sessions sessions = SessionNodes.open(server.url())) {
      Session session = begun(sessions);
      assertThat(sessions.find(session.id())).isPresent();
      session.begin();
      session.end(); // nothing to write
      session.compute("count", n -> 1);
      session.invalidate();
      sessions.find(session.id());
      sessions.find("no id");
      assertThat(counts(sessions))
          .hasToString("{created=1, ended=1, found=1, missing=1, requests=2, saved=2}");
    }
  }

  @Test
  void endsOfSessions_areCountedByTheirReasons() throws Exception {
    try (Sessions sessions = SessionNodes.open(server.url(), "max-per-user", "1")) {
      Session old = sessions.create(TIMEOUT);
      Session byAdmin = begun(sessions);
      Session next = sessions.create(TIMEOUT);
      for (Session session : List.of(old, next)) {
        session.begin();
        session.setUser("ada");
        session.need();
        session.end();
      }
      assertThat(sessions.admin().end(byAdmin.storage())).isTrue();
      byAdmin.begin();
      byAdmin.setAttribute("late", true);
      byAdmin.end();
      assertThat(counts(sessions))
          .containsEntry("endedForLimit", 1L)
          .containsEntry("endedByAdmin", 1L)
          .containsEntry("dropped", 1L)
          .doesNotContainKeys("ended", "outages");
    }
  }

  @Test
  void unreadableAttribute_andConflict_areCounted() throws Exception {
    try (Sessions sessions = SessionNodes.open(server.url());
        Sessions other = SessionNodes.open(server.url())) {
      Session session = begun(sessions);
      server.command("HSET", key(session), "a:name", "garbage");
      server.command("HINCRBY", key(session), "#v", "1");
      Session found = other.find(session.id()).orElseThrow();
      assertThat(found.attribute("name")).isNull();
      found.compute("n", n -> 1);
      session.compute("n", n -> n == null ? 1 : (Integer) n + 1);
      assertThat(counts(other)).containsEntry("unreadable", 1L);
      assertThat(counts(sessions)).containsEntry("conflicts", 1L);
    }
  }

  @Test
  void outage_isCounted_andWhatIsLostInIt() throws Exception {
    AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
    String[] near = {"redis-timeout", "200ms", "outage", "near"};
    try (Sessions sessions = SessionNodes.open(server.url(), "redis-timeout", "200ms");
        Sessions goingOn =
            Sessions.builder()
                .settings(SessionNodes.settings(server.url(), near))
                .application("/shop")
                .time(now::get)
                .open()) {
      awaitTrue(() -> goingOn.admin().count() == 0);
      Session session = begun(sessions);
      Session same = goingOn.find(session.id()).orElseThrow();
      server.freeze();
      assertThat(goingOn.find(session.id())).isPresent();
      same.setAttribute("name", "Bob");
      same.commit();
      assertThat(counts(goingOn))
          .containsEntry("nearUses", 1L)
          .containsEntry("pending", 1L)
          .doesNotContainKey("outages");
      assertThatThrownBy(() -> sessions.find(session.id()))
          .isInstanceOf(SessionOutageException.class);
      session.setAttribute("name", "Bob");
      assertThatThrownBy(session::commit).isInstanceOf(SessionOutageException.class);
      assertThat(counts(sessions)).containsEntry("outages", 2L);
      now.updateAndGet(time -> time.plus(Duration.ofMinutes(2)));
      awaitTrue(() -> goingOn.statistics().lost() == 1);
      assertThat(counts(goingOn)).doesNotContainKey("pending");
      server.thaw();
    }
  }

  @Test
  void jmx_showsEachApplication_untilItIsClosed() throws Exception {
    MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
    ObjectName any = new ObjectName("org.cachelet:type=Sessions,*");
    assertThat(beans.queryNames(any, null)).isEmpty();
    try (Sessions sessions = SessionNodes.open(server.url());
        Sessions other = SessionNodes.open(server.url())) {
      begun(sessions);
      begun(other);
      assertThat(beans.queryNames(any, null))
          .containsExactlyInAnyOrder(
              new ObjectName("org.cachelet:type=Sessions,application=\"/shop\""),
              new ObjectName("org.cachelet:type=Sessions,application=\"/shop-2\""));
      for (ObjectName name : beans.queryNames(any, null)) {
        assertThat(beans.getAttribute(name, "Created")).isEqualTo(1L);
        assertThat(Arrays.stream(beans.getMBeanInfo(name).getAttributes()).map(a -> a.getName()))
            .contains("Count")
            .containsAll(figures())
            .hasSize(figures().size() + 1);
      }
    }
    assertThat(beans.queryNames(any, null)).isEmpty();
  }

  @Test
  void page_hasARowForEachFigure() throws IOException {
    List<String> rows =
        Files.readAllLines(PAGE).stream()
            .filter(line -> line.matches("\\| `[A-Z][A-Za-z]+` \\|.*"))
            .map(line -> line.substring(3, line.indexOf('`', 3)))
            .toList();
    assertThat(rows).containsExactlyElementsOf(figures());
  }

  private static List<String> figures() {
    return Arrays.stream(SessionStatistics.class.getRecordComponents())
        .map(RecordComponent::getName)
        .map(name -> name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1))
        .toList();
  }

  @Test
  void evictingRedis_isWarnedOf_andALossIsSeen() throws Exception {
    List<String> lines = new CopyOnWriteArrayList<>();
    Handler handler = handler(lines);
    LOGGER.addHandler(handler);
    server.command("CONFIG", "SET", "maxmemory-policy", "allkeys-lru");
    try (Sessions sessions = SessionNodes.open(server.url())) {
      awaitTrue(() -> lines.stream().anyMatch(line -> line.contains("policy is allkeys-lru")));
      Session session = begun(sessions);
      server.command("DEL", key(session)); // as when its memory is full
      assertThat(sessions.find(session.id())).isEmpty();
      assertThat(counts(sessions)).containsEntry("missing", 1L);
    } finally {
      LOGGER.removeHandler(handler);
    }
  }

  private static Handler handler(List<String> lines) {
    return new Handler() {
      @Override
      public void publish(LogRecord line) {
        lines.add(line.getMessage());
      }

      @Override
      public void flush() {}

      @Override
      public void close() {}
    };
  }

  private static String key(Session session) {
    return "cachelet:#session:shop:s:{" + session.storage() + "}";
  }
}
