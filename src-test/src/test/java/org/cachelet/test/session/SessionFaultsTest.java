// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.cachelet.test.fault.FaultTable;
import org.cachelet.test.redis.RedisCluster;
import org.cachelet.test.redis.RedisServer;
import org.cachelet.test.session.SessionTrial.Pace;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each fault while visitors use their sessions on two nodes: who needs a session may have to come
 * again a moment later, but nobody is logged out and nothing is lost. Several faults are tried at
 * once, each on servers of its own. With {@code -Dfaults=long} they last 5 s instead of 1, one
 * after the other; {@code -Dfaults.only=F06} tries only those whose id begins so.
 */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
final class SessionFaultsTest {
  private static final boolean LONG = System.getProperty("faults", "").equals("long");
  private static final Pace PACE =
      new Pace(Duration.ofSeconds(LONG ? 5 : 1), Duration.ofMillis(LONG ? 80 : 200));
  private static final String WANTED = System.getProperty("faults.only", "");
  private static final Semaphore AT_ONCE = new Semaphore(LONG ? 1 : Integer.MAX_VALUE);
  private static final FaultTable TABLE = new FaultTable(VisitFigures.NAMES);

  @BeforeAll
  static void warmUp() throws Exception {
    assumeTrue(RedisServer.isAvailable(), RedisServer.whyUnavailable());
    var unused =
        new SessionTrial<>(SessionFaults.none(), Bounds.USUAL)
            .run(new Pace(Duration.ofSeconds(1), Duration.ofMillis(20)));
  }

  @AfterAll
  static void publish() {
    String load = "16 threads, " + PACE.rate() + " requests a second at two nodes";
    String version;
    try (RedisServer server = RedisServer.start()) {
      version = server.version();
    }
    TABLE.publish(version, load, Path.of("target", "session-faults.md"));
  }

  static Stream<SessionTrial<?>> faults() {
    return SessionFaults.all().filter(trial -> trial.fault().id().startsWith(WANTED));
  }

  @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
  @MethodSource("faults")
  @Execution(ExecutionMode.CONCURRENT)
  void visitors_keepTheirSessions_duringAFault(SessionTrial<?> trial) throws Exception {
    AT_ONCE.acquire();
    try {
      publish(trial, trial.run(PACE));
    } finally {
      AT_ONCE.release();
    }
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void sessionsOfOtherMasters_areThere_whenOneOfAClusterIsKilled() throws Exception {
    SessionTrial<RedisCluster> trial = SessionFaults.deadMaster();
    assumeTrue(trial.fault().id().startsWith(WANTED), "only " + WANTED + " is wanted");
    Set<String> dead = new HashSet<>();
    AT_ONCE.acquire();
    try {
      SessionTrial.Outcome outcome =
          trial.run(PACE, (cluster, all) -> dead.addAll(SessionFaults.onDeadMaster(cluster, all)));
      publish(trial, outcome.figures());
      System.out.println("503 for sessions of other masters: " + outcome.unavailableExcept(dead));
      assertThat(outcome.unavailableExcept(dead)).isLessThan(10);
    } finally {
      AT_ONCE.release();
    }
  }

  private static void publish(SessionTrial<?> trial, VisitFigures figures) {
    List<String> broken = trial.bounds().broken(figures);
    TABLE.add(trial.fault().id(), trial.fault().text(), figures.cells(), broken);
    assertThat(broken).as(trial + ": " + figures).isEmpty();
  }
}
