// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nodes agree on versions, in whatever order steps, repetitions and restatements cross. */
final class VersionStepsTest {
  private static final String CACHE = "products";
  private static final int SCHEDULES = 5_000;

  @Test
  void step_isTakenAtOnce() {
    VersionSteps steps = new VersionSteps();
    steps.step(CACHE, 1);
    steps.step(CACHE, 1);
    assertThat(steps.of(CACHE)).isEqualTo(2);
    assertThat(steps.of("another")).isZero();
  }

  @Test
  void statements_stayShort_howeverManyStepsThereAre() {
    VersionSteps steps = new VersionSteps();
    for (int i = 0; i < 10_000; i++) {
      steps.step(CACHE, i);
    }
    assertThat(steps.of(CACHE)).isEqualTo(10_000);
    assertThat(steps.statements()).singleElement().asString().hasSizeLessThan(3_000);
    VersionSteps late = new VersionSteps();
    steps.statements().forEach(late::merge);
    assertThat(late.of(CACHE)).isEqualTo(10_000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "products", "products 1", "products x.y 0", "products 1 0.0 -", "p "})
  void statementOfUnknownForm_isRefused(String statement) {
    VersionSteps steps = new VersionSteps();
    assertThat(steps.merge(statement)).isFalse();
    assertThat(steps.statements()).isEmpty();
  }

  @Test
  void nodes_agree_afterEverySchedule() {
    for (int seed = 0; seed < SCHEDULES; seed++) {
      new Schedule(new Random(seed)).run("seed " + seed);
    }
  }

  /** Four nodes that step, repeat, restate and start anew, over a log that is trimmed. */
  private static final class Schedule {
    private final Random random;
    private final List<Set<String>> log = new ArrayList<>();
    private final List<Node> nodes = new ArrayList<>();
    private int trimmed;
    private int taken;

    Schedule(Random random) {
      this.random = random;
      IntStream.range(0, 4).forEach(i -> nodes.add(new Node()));
    }

    void run(String description) {
      int length = random.nextInt(300);
      for (int i = 0; i < length; i++) {
        Node node = nodes.get(random.nextInt(nodes.size()));
        switch (random.nextInt(8)) {
          case 0 -> step(node);
          case 1 -> node.restate();
          case 2 -> repeat();
          case 3 -> trim(node);
          case 4 -> nodes.set(nodes.indexOf(node), new Node());
          default -> node.read(1 + random.nextInt(5));
        }
      }
      nodes.add(new Node());
      nodes.forEach(node -> node.read(Integer.MAX_VALUE));
      assertThat(nodes)
          .as(description)
          .allSatisfy(node -> assertThat(node.steps.of(CACHE)).isEqualTo(taken));
    }

    private void step(Node node) {
      log.add(Set.of(node.steps.step(CACHE, log.size())));
      taken++;
    }

    private void repeat() {
      if (log.size() > trimmed) {
        log.add(log.get(trimmed + random.nextInt(log.size() - trimmed)));
      }
    }

    /** Trims what a node has read, after it has restated it. */
    private void trim(Node node) {
      node.restate();
      trimmed = Math.max(trimmed, Math.min(node.read, log.size() - 1));
    }

    private final class Node {
      final VersionSteps steps = new VersionSteps();
      int read = trimmed;

      void read(int count) {
        for (int i = 0; i < count && read < log.size(); i++) {
          log.get(read++).forEach(steps::merge);
        }
      }

      void restate() {
        log.add(steps.statements());
      }
    }
  }
}
