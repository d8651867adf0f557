// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cachelet.session.SessionNodes.TIMEOUT;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.cachelet.test.redis.RedisServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two nodes with two releases of an application, while one after the other is replaced. */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
final class TwoReleasesTest {
  private static final String METHODS =
      " public void add(Object o) { items.add((String) o); }"
          + " public static Object it() { Made it = new Made(); it.set(); return it; } }";
  private static final String OLD =
      "public class Made { java.util.ArrayList<String> items = new java.util.ArrayList<>();"
          + " int gone = 7; void set() { } public String toString() { return items + \" \" + gone; }"
          + METHODS;
  private static final String NEXT =
      "public class Made { java.util.ArrayList<String> items = new java.util.ArrayList<>();"
          + " String added = \"x\"; void set() { added = \"y\"; } public String toString() { return items + \" \" + added; }"
          + METHODS;

  private final RedisServer server = RedisServer.start();

  @SuppressWarnings("NullAway.Init")
  private static Releases releases;

  @SuppressWarnings("NullAway.Init")
  private static ClassLoader oldLoader;

  @SuppressWarnings("NullAway.Init")
  private static ClassLoader nextLoader;

  @SuppressWarnings("NullAway.Init")
  private Sessions old;

  @SuppressWarnings("NullAway.Init")
  private Sessions next;

  @BeforeAll
  static void compile(@TempDir Path folder) throws Exception {
    releases = new Releases(folder);
    oldLoader = releases.compile(OLD);
    nextLoader = releases.compile(NEXT);
  }

  @AfterEach
  void close() {
    old.close();
    next.close();
    server.close();
  }

  @AfterAll
  static void closeReleases() throws Exception {
    releases.close();
  }

  private void open(String protection) {
    old = open(oldLoader, protection, "first key 0123456789");
    next = open(nextLoader, protection, "first key 0123456789");
  }

  private Sessions open(ClassLoader loader, String protection, String keys) {
    Sessions sessions =
        Sessions.builder()
            .settings(SessionNodes.settings(server.url(), "protection", protection, "keys", keys))
            .application("/shop")
            .ownClasses(List.of("shop.*"))
            .classLoader(loader)
            .open();
    SessionNodes.awaitTrue(() -> sessions.admin().count() >= 0);
    return sessions;
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "aes-gcm"})
  void reading_dropsNothing_ofWhatTheOtherReleaseWrote(String protection) throws Exception {
    open(protection);
    Session session = begun(next, nextLoader);
    String written = version(session);
    assertThat(read(old, session)).hasToString("[] 7");
    assertThat(read(next, session)).hasToString("[] y");
    Session other = begun(old, oldLoader);
    String otherWritten = version(other);
    assertThat(read(next, other)).hasToString("[] x");
    assertThat(read(old, other)).hasToString("[] 7");
    assertThat(version(session)).isEqualTo(written);
    assertThat(version(other)).isEqualTo(otherWritten);
  }

  @Test
  void reading_writesNotOverWhatIsSetMeanwhile() throws Exception {
    open("none");
    Session session = begun(next, nextLoader);
    Session reading = old.find(session.id()).orElseThrow();
    reading.begin();
    assertThat(reading.attribute("it")).hasToString("[] 7");

    change(next, session, "lamp");
    reading.end();

    assertThat(read(next, session)).hasToString("[lamp] y");
  }

  @Test
  void changeInPlace_isSaved_ofWhatTheOtherReleaseWrote() throws Exception {
    open("none");
    Session session = begun(next, nextLoader);

    change(old, session, "lamp");

    assertThat(read(old, session)).hasToString("[lamp] 7");
    assertThat(String.valueOf(read(next, session))).startsWith("[lamp] ");
  }

  @Test
  void bytesWithAnOldKey_areReplaced_andKeepWhatTheyHold() throws Exception {
    open("aes-gcm");
    Session session = begun(next, nextLoader);
    String written = version(session);
    try (Sessions rotated =
        open(oldLoader, "aes-gcm", "second key 012345678,first key 0123456789")) {
      assertThat(read(rotated, session)).hasToString("[] 7");
    }
    String replaced = version(session);
    assertThat(replaced).isNotEqualTo(written);
    try (Sessions rotated =
        open(nextLoader, "aes-gcm", "second key 012345678,first key 0123456789")) {
      assertThat(read(rotated, session)).hasToString("[] y");
    }
    assertThat(version(session)).isEqualTo(replaced);
  }

  private static Session begun(Sessions node, ClassLoader release) throws Exception {
    Session session = node.create(TIMEOUT);
    session.begin();
    session.setAttribute("it", release.loadClass("shop.Made").getMethod("it").invoke(null));
    session.end();
    return session;
  }

  private static Object read(Sessions node, Session session) {
    Session found = node.find(session.id()).orElseThrow();
    found.begin();
    Object it = Objects.requireNonNull(found.attribute("it"));
    found.end();
    return it;
  }

  private static void change(Sessions node, Session session, String item) throws Exception {
    Session found = node.find(session.id()).orElseThrow();
    found.begin();
    Object it = Objects.requireNonNull(found.attribute("it"));
    it.getClass().getMethod("add", Object.class).invoke(it, item);
    found.end();
  }

  private String version(Session session) {
    String key = "cachelet:#session:shop:s:{" + session.storage() + "}";
    return String.valueOf(server.command("HGET", key, "#v"));
  }
}
