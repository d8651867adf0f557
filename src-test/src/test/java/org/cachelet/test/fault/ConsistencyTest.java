// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.cachelet.cache.Caches;
import org.cachelet.test.fault.Checker.Editing;
import org.cachelet.test.redis.RedisServer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Three nodes use one Redis, which fails at random, and never see what is foreign or outdated. With
 * {@code -Dconsistency=PT10M} for longer, with {@code -Dconsistency.seed=17} again as it was.
 */
final class ConsistencyTest {
  private static final Duration DURATION =
      Duration.parse(System.getProperty("consistency", "PT15S"));
  private static final long SEED = Long.getLong("consistency.seed", System.nanoTime());

  @BeforeAll
  static void needsRedis() {
    assumeTrue(RedisServer.isAvailable(), RedisServer.whyUnavailable());
  }

  @Test
  void nodes_seeNothingForeignOrOutdated_whateverFails() throws Exception {
    Map<String, Integer> faults = new LinkedHashMap<>();
    try (SharedNodes nodes = new SharedNodes();
        Checker checker = new Checker(nodes.nodes(), Editing.INVALIDATES, SEED)) {
      RandomFaults random = new RandomFaults(nodes, new Random(SEED));
      long end = System.nanoTime() + DURATION.toNanos();
      while (end - System.nanoTime() > 0) {
        faults.merge(random.next(), 1, Integer::sum);
      }
      System.out.println("seed " + SEED + ", " + faults + ": " + checker.summary());
      assertThat(checker.violations()).as("seed " + SEED + ", " + faults).isEmpty();
    }
  }

  @Test
  void checker_findsOutdatedValues_whenNothingIsInvalidated() throws Exception {
    try (SharedNodes nodes = new SharedNodes();
        Checker checker = new Checker(nodes.nodes(), Editing.FORGETS, SEED)) {
      await().atMost(Duration.ofSeconds(30)).until(() -> contain(checker.violations(), "outdated"));
    }
  }

  @Test
  void checker_findsForeignValues_whenTheyAreUnderAnotherKey() throws Exception {
    try (SharedNodes nodes = new SharedNodes();
        Checker checker = new Checker(nodes.nodes(), Editing.INVALIDATES, SEED)) {
      Caches node = nodes.nodes().get(0);
      await()
          .atMost(Duration.ofSeconds(30))
          .until(
              () -> {
                node.cache("far").put(Checker.key(1), Checker.value(2, 1));
                return contain(checker.violations(), "foreign");
              });
    }
  }

  private static boolean contain(List<String> violations, String word) {
    return violations.stream().anyMatch(violation -> violation.contains(word));
  }
}
