// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.cachelet.test.fault.EmbeddedJetty;
import org.cachelet.test.fault.HttpConnection;
import org.cachelet.test.fault.NodeProcess;
import org.cachelet.test.redis.RedisServer;
import org.cachelet.test.session.Visit.Kind;
import org.cachelet.test.session.Visit.Result;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What of sessions is left when a node dies (SIGKILL) or sleeps (SIGSTOP) in the middle of it. */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
final class NodeCrashTest {
  private static final boolean LONG = System.getProperty("faults", "").equals("long");
  private static final int SESSIONS = 1_000;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration LOAD = Duration.ofSeconds(LONG ? 5 : 1);
  private static final Duration PAUSE = Duration.ofMillis(2);
  private static final List<Kind> CHANGES = List.of(Kind.WRITE, Kind.FLUSH, Kind.LATE);
  private static final List<Kind> USES = List.of(Kind.READ, Kind.WRITE, Kind.FLUSH);

  private final Path folder;

  NodeCrashTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @BeforeAll
  static void assumeRedis() {
    assumeTrue(RedisServer.isAvailable(), RedisServer.whyUnavailable());
  }

  @Test
  void whatWasAcknowledged_isInRedis_whenANodeIsKilledUnderLoad() throws Exception {
    try (RedisServer redis = RedisServer.start();
        NodeProcess killed = process(redis, "killed");
        NodeProcess other = process(redis, "other");
        EmbeddedJetty witness = SessionNode.start(redis.url())) {
      Visits visits = new Visits(CHANGES, PAUSE, killed.port(), other.port());
      try (visits) {
        visits.awaitSessions();
        Thread.sleep(LOAD.toMillis());
        killed.kill();
        visits.shun(0);
        Thread.sleep(LOAD.toMillis());
      }
      visits.settle(witness.port(), other.port());
      long cutOff = visits.visits().stream().filter(v -> v.result() == Result.ERROR).count();
      Tally.Counts counts = visits.counts();
      System.out.println(
          "A node killed under load: " + counts + ", requests without answer " + cutOff);
      assertThat(counts.acknowledged()).isGreaterThan(100);
      assertThat(counts.lost()).isZero();
      assertThat(counts.loggedOut()).isZero();
      assertThat(counts.foreign()).isZero();
    }
  }

  @Test
  void nothingOlderIsSeenOrWritten_whenANodeWasPaused() throws Exception {
    try (RedisServer redis = RedisServer.start();
        NodeProcess paused = process(redis, "paused");
        EmbeddedJetty other = SessionNode.start(redis.url())) {
      Visits visits = new Visits(USES, Duration.ofMillis(40), paused.port(), other.port());
      try (visits) {
        visits.awaitSessions();
        visits.shun(0);
        Thread.sleep(200); // those under way come to an end
        paused.pause();
        Thread.sleep(LOAD.toMillis());
        paused.resume();
        visits.shun(-1);
        Thread.sleep(LOAD.toMillis());
      }
      visits.settle(paused.port(), other.port());
      Tally.Counts counts = visits.counts();
      System.out.println("A node paused under load: " + counts);
      assertThat(counts.lost()).isZero();
      assertThat(counts.loggedOut()).isZero();
      assertThat(counts.foreign()).isZero();
    }
  }

  @Test
  void eachOfAThousandEnds_isToldOf_whenANodeIsKilledThatTellsThem() throws Exception {
    try (RedisServer redis = RedisServer.start();
        NodeProcess killed = process(redis, "killed");
        NodeProcess second = process(redis, "second");
        NodeProcess third = process(redis, "third")) {
      List<Integer> begun = IntStream.range(0, SESSIONS).boxed().toList();
      begin(begun, killed.port(), second.port(), third.port());
      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(20))
          .until(() -> told("killed").size() > 50);
      killed.kill();
      List<Integer> before = told("killed");
      endLeases(redis);
      await().atMost(PATIENCE).until(() -> new HashSet<>(told()).size() >= SESSIONS);
      List<Integer> told = told();
      int repeats = told.size() - SESSIONS;
      System.out.println(
          SESSIONS
              + " sessions expired, told "
              + told.size()
              + " times, "
              + before.size()
              + " of these by the node that was killed");
      assertThat(Set.copyOf(told)).hasSameElementsAs(begun);
      assertThat(repeats).isBetween(0, 1); // that which it was telling of
    }
  }

  private NodeProcess process(RedisServer redis, String name) throws Exception {
    return SessionNode.startProcess(redis.url(), folder.resolve(name));
  }

  private static void begin(List<Integer> names, int... ports) throws IOException {
    for (int port : ports) {
      try (HttpConnection node = new HttpConnection(port)) {
        await().atMost(PATIENCE).until(() -> node.get("/write/1").status() == 200);
        for (int i = 0; i < names.size(); i++) {
          if (ports[i % ports.length] == port) {
            assertThat(node.get("/begin/" + names.get(i)).status()).isEqualTo(200);
          }
        }
      }
    }
  }

  /** Ends what a dead node has claimed, as half a minute of waiting would. */
  private static void endLeases(RedisServer redis) throws InterruptedException {
    if (LONG) {
      return;
    }
    Map<String, String> before = leases(redis);
    Thread.sleep(500); // a node that lives has told of another one by then
    Map<String, String> dead = leases(redis);
    dead.entrySet().retainAll(before.entrySet());
    dead.keySet().forEach(key -> redis.command("HSET", key, "#l", "dead/1 1"));
  }

  private static Map<String, String> leases(RedisServer redis) {
    Map<String, String> leases = new HashMap<>();
    if (redis.command("KEYS", "site:#session:*:s:*") instanceof List<?> keys) {
      for (Object key : keys) {
        Object lease = redis.command("HGET", String.valueOf(key), "#l");
        if (lease != null) {
          leases.put(String.valueOf(key), String.valueOf(lease));
        }
      }
    }
    return leases;
  }

  private List<Integer> told() throws IOException {
    List<Integer> told = new ArrayList<>(told("killed"));
    told.addAll(told("second"));
    told.addAll(told("third"));
    return told;
  }

  private List<Integer> told(String node) throws IOException {
    Path file = folder.resolve(node);
    return Files.exists(file)
        ? Files.readAllLines(file).stream().map(Integer::valueOf).toList()
        : List.of();
  }
}
