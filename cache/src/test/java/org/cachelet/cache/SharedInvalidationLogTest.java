// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.MessageFormat;
import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;
import java.util.logging.Level;
import org.junit.jupiter.api.Test;

/** What nodes know of each other's invalidations, turn by turn, at a time that stands still. */
final class SharedInvalidationLogTest {
  private static final String CACHE = "default";
  private static final Duration A_MOMENT = Duration.ofMillis(10);
  private static final Duration TRUST = Duration.ofMillis(LogTrust.MILLIS);

  private final FakeTime time = new FakeTime();
  private final LogStreamInMemory.Server server = new LogStreamInMemory.Server(time);
  private final Node a = new Node();
  private final Node b = new Node();

  @Test
  void invalidation_isInEffectHereAtOnce_andElsewhereWhenRead() {
    Entry here = a.entry("t");
    Entry there = b.entry("t");
    assertThat(a.invalidate("t")).isEqualTo(Delivery.DELIVERED);
    assertThat(a.isInvalid(here)).isTrue();
    assertThat(b.isInvalid(there)).isFalse();
    b.turn();
    assertThat(b.isInvalid(there)).isTrue();
    assertThat(b.isInvalid(b.entry("t"))).isFalse();
  }

  @Test
  void lateFill_isInvalid_onEachNode() {
    Entry begunBefore = a.entry("t");
    b.invalidate("t");
    a.turn();
    b.turn();
    assertThat(a.isInvalid(begunBefore)).isTrue();
    assertThat(b.isInvalid(begunBefore)).isTrue();
  }

  @Test
  void entryThatWasFoundValid_isAskedAboutAgain_whenAnythingChanged() {
    Entry entry = a.entry("t");
    assertThat(a.isInvalid(entry)).isFalse();
    a.stream.cut();
    a.invalidate("t");
    assertThat(a.isInvalid(entry)).isTrue();
  }

  @Test
  void invalidationDuringACut_isInEffectHere_andArrivesLater() {
    Entry there = b.entry("t");
    a.stream.cut();
    assertThat(a.invalidate("t")).isEqualTo(Delivery.PENDING);
    assertThat(a.isInvalid(a.entry("t"))).as("begun after it, but its maker may not see").isTrue();
    assertThat(a.isInvalid(a.entry("u"))).isFalse();
    a.turn();
    a.stream.heal();
    a.turn();
    a.turn();
    b.turn();
    assertThat(b.isInvalid(there)).isTrue();
    assertThat(a.isInvalid(a.entry("t"))).isFalse();
    assertThat(a.log.pending()).isZero();
  }

  @Test
  void invalidationWhoseAnswerIsLost_isAppendedAgain() {
    a.stream.loseAnswers();
    assertThat(a.invalidate("t")).isEqualTo(Delivery.PENDING);
    a.stream.heal();
    a.turn();
    a.turn();
    assertThat(a.log.pending()).isZero();
    assertThat(server.items().stream().filter(i -> i.invalidation().names().contains("t")))
        .hasSize(2);
    assertThat(a.isInvalid(a.entry("t"))).isFalse();
  }

  @Test
  void softInvalidation_makesStale_atTheTimeOfEachNode() {
    Entry entry = b.entry("t");
    long asked = time.millis();
    a.log.append(Invalidation.ofTags(Set.of("t"), Invalidation.Depth.SOFT));
    time.pass(A_MOMENT);
    b.turn();
    a.turn();
    assertThat(a.log.validUntil(CACHE, entry)).isEqualTo(asked);
    assertThat(b.log.validUntil(CACHE, entry)).isEqualTo(asked + A_MOMENT.toMillis());
  }

  @Test
  void softInvalidation_isAsOldAsItIs_onANewNode() {
    Entry entry = b.entry("t");
    long asked = time.millis();
    a.log.append(Invalidation.ofTags(Set.of("t"), Invalidation.Depth.SOFT));
    time.pass(Duration.ofHours(1));
    a.invalidate("another");
    assertThat(new Node().log.validUntil(CACHE, entry)).isEqualTo(asked);
  }

  @Test
  void entry_isTrustedUntilShortlyAfterTheLastReading() {
    Entry entry = a.entry("t");
    a.turn();
    long read = time.millis();
    a.stream.cut();
    for (int i = 0; i < 30; i++) {
      time.pass(Duration.ofMillis(100));
      a.turn();
      assertThat(a.log.trustedUntil(entry)).isEqualTo(read + TRUST.toMillis());
      assertThat(a.log.isCurrent()).isEqualTo(time.millis() < read + TRUST.toMillis());
    }
    a.stream.heal();
    a.turn();
    assertThat(a.log.trustedUntil(entry)).isEqualTo(time.millis() + TRUST.toMillis());
  }

  @Test
  void entryMadeDuringACut_isTrustedFromWhenItsMakingBegan() {
    a.stream.cut();
    time.pass(Duration.ofMinutes(1));
    long begun = time.millis();
    time.pass(Duration.ofSeconds(1));
    Entry entry = a.builder("t").created(time.millis()).makingTime(Duration.ofSeconds(1)).build();
    assertThat(a.log.trustedUntil(entry)).isEqualTo(begun + TRUST.toMillis());
  }

  @Test
  void answerThatWasLongUnderWay_provesNoMoreThanWhenItWasAsked() {
    Entry entry = a.entry("t");
    long asked = time.millis();
    a.stream.delay(Duration.ofSeconds(5)); // nothing came while it waited: it proves the wait, too
    a.turn();
    assertThat(a.log.trustedUntil(entry))
        .isEqualTo(asked + LogTail.WAIT.toMillis() + TRUST.toMillis());
    assertThat(a.log.isCurrent()).isFalse();
    long again = time.millis();
    b.invalidate("u");
    a.turn();
    assertThat(a.log.trustedUntil(entry)).isEqualTo(again + TRUST.toMillis());
  }

  @Test
  void nodeWithoutALog_trustsOnlyWhatIsYoung() {
    Node late = new Node(new LogStreamInMemory(server), node -> node.stream.cut());
    late.turn();
    Entry old = a.entry("t");
    time.pass(TRUST);
    assertThat(late.log.isCurrent()).isFalse();
    assertThat(late.log.trustedUntil(old)).isEqualTo(time.millis());
  }

  @Test
  void polling_takesOver_whenWaitingFails() {
    Entry entry = a.entry("t");
    a.stream.cutWaiting();
    b.invalidate("t");
    a.turn();
    assertThat(a.isInvalid(entry)).isTrue();
    for (int i = 0; i < 50; i++) {
      time.pass(Duration.ofMillis(250));
      a.turn();
      assertThat(a.log.trustedUntil(entry)).isEqualTo(time.millis() + TRUST.toMillis());
    }
  }

  @Test
  void logWhoseExtentIsUnknown_isTrustedForAMomentOnly() {
    a.turn();
    long checked = time.millis();
    a.stream.cutExtent();
    for (int i = 0; i < 50; i++) {
      time.pass(Duration.ofMillis(100));
      a.turn();
    }
    assertThat(a.log.isCurrent()).isFalse();
    assertThat(a.log.trustedUntil(a.builder("t").created(0).build()))
        .isBetween(checked + 1_000, checked + 2_000 + TRUST.toMillis());
    a.stream.heal();
    a.turn();
    assertThat(a.log.isCurrent()).isTrue();
  }

  @Test
  void readingGoesOn_whereItEnded_afterACut() {
    Entry entry = a.entry("t-2499");
    a.stream.cut();
    a.turn();
    for (int i = 0; i < 2_500; i++) {
      b.invalidate("t-" + i);
    }
    assertThat(a.isInvalid(entry)).isFalse();
    a.stream.heal();
    a.turns(5);
    assertThat(a.isInvalid(entry)).isTrue();
    assertThat(a.isInvalid(a.entry("t-2499"))).isFalse();
    assertThat(a.log.latest()).isEqualTo(server.extent().last());
  }

  @Test
  void logLongerThanOneReading_isNotTrusted_beforeItsEnd() {
    for (int i = 0; i < 2_500; i++) {
      b.invalidate("t-" + i);
    }
    Node late = new Node(new LogStreamInMemory(server), node -> {});
    late.turn();
    late.turn();
    assertThat(late.log.isCurrent()).isFalse();
    late.turn();
    assertThat(late.log.isCurrent()).isTrue();
  }

  @Test
  void entry_isInvalid_whenItsNodeMissedWhatWasTrimmed() {
    Entry entry = a.entry("t");
    a.stream.cut();
    a.turn();
    b.invalidate("t");
    time.pass(A_MOMENT);
    b.invalidate("u");
    server.trimTo(1);
    a.stream.heal();
    a.turn();
    assertThat(a.isInvalid(entry)).isTrue();
    assertThat(a.isInvalid(a.entry("t"))).isFalse();
  }

  @Test
  void trimming_harmsNoNodeThatHasReadAll() {
    Entry entry = a.entry("t");
    b.invalidate("u");
    time.pass(A_MOMENT);
    b.invalidate("v");
    a.turn();
    time.pass(Duration.ofSeconds(1));
    a.turn();
    server.trimTo(1);
    time.pass(Duration.ofSeconds(1));
    a.turn();
    assertThat(a.isInvalid(entry)).isFalse();
    assertThat(new Node().isInvalid(entry.toBuilder().build())).as("nobody can tell").isTrue();
  }

  @Test
  void contentOfAllNodes_isInvalid_whenTheLogIsLost() {
    Entry here = a.entry("t");
    Entry there = b.entry("t");
    server.lose();
    time.pass(Duration.ofSeconds(1));
    settle();
    assertThat(a.isInvalid(here)).isTrue();
    assertThat(b.isInvalid(there)).isTrue();
    assertThat(a.isInvalid(a.entry("t"))).isFalse();
    assertThat(b.isInvalid(a.entry("t"))).isFalse();
    assertThat(server.items().get(0).at().isAfter(here.since())).isTrue();
  }

  @Test
  void contentIsInvalid_whenTheLogIsLost_andHasGrownAgain() {
    Entry here = a.entry("t");
    server.lose();
    time.pass(Duration.ofSeconds(1));
    server.append(Invalidation.ofTags(Set.of("u"), Invalidation.Depth.HARD));
    settle();
    assertThat(a.isInvalid(here)).isTrue();
    assertThat(b.isInvalid(here)).isTrue();
  }

  @Test
  void contentIsInvalid_whenAReplicaTookOver_thatLackedAnInvalidation() {
    b.stream.cut();
    b.turn();
    Entry there = b.entry("t");
    a.invalidate("t");
    server.loseEnd(1);
    a.stream.cut(); // as a failover does
    a.turn();
    a.stream.heal();
    b.stream.heal();
    a.turns(2);
    b.turns(2);
    assertThat(b.isInvalid(there)).isTrue();
  }

  @Test
  void contentIsInvalid_whenAReplicaTookOver_andTheLogHasGrownSince() {
    b.stream.cut();
    b.turn();
    Entry there = b.entry("t");
    a.invalidate("t");
    a.stream.cut();
    a.turn();
    server.loseEnd(1);
    time.pass(A_MOMENT);
    server.append(Invalidation.ofTags(Set.of("u"), Invalidation.Depth.HARD));
    a.stream.heal();
    b.stream.heal();
    a.turns(2);
    b.turns(2);
    assertThat(b.isInvalid(there)).isTrue();
  }

  @Test
  void invalidation_isAppendedAgain_whenTheLogHadGoneBack() {
    time.pass(Duration.ofHours(1));
    a.invalidate("u");
    Entry entry = a.entry("t");
    server.lose();
    server.behind(Duration.ofHours(1));
    assertThat(a.invalidate("t")).isEqualTo(Delivery.PENDING);
    assertThat(a.isInvalid(entry)).isTrue();
    time.pass(Duration.ofSeconds(1));
    a.turns(3);
    assertThat(a.log.pending()).isZero();
    assertThat(a.isInvalid(entry)).isTrue();
  }

  @Test
  void emptyLog_isBegun_soThatEntriesHaveAPosition() {
    assertThat(a.log.latest()).isNotEqualTo(LogPosition.START);
    assertThat(server.items()).hasSize(1);
    assertThat(server.trims()).as("so that the log does not stay for ever").isPositive();
  }

  @Test
  void log_isTrimmedEachMinute_andNeverSilentForLong() {
    Entry entry = a.entry("t");
    int trims = server.trims();
    for (int i = 0; i < 24 * 60; i++) {
      time.pass(Duration.ofMinutes(1));
      a.turn();
    }
    assertThat(server.trims() - trims).isEqualTo(24 * 60);
    assertThat(server.items()).hasSizeBetween(5, 20);
    assertThat(a.isInvalid(entry)).isFalse();
  }

  @Test
  void versions_outliveTrimming() {
    a.log.append(Invalidation.ofVersion(CACHE));
    assertThat(a.log.versionSteps(CACHE)).isEqualTo(1);
    b.turn();
    b.log.append(Invalidation.ofVersion(CACHE));
    for (int i = 0; i < 24 * 60; i++) {
      time.pass(Duration.ofMinutes(1));
      a.turn();
      b.turn();
    }
    Node late = new Node();
    assertThat(a.log.versionSteps(CACHE)).isEqualTo(2);
    assertThat(b.log.versionSteps(CACHE)).isEqualTo(2);
    assertThat(late.log.versionSteps(CACHE)).isEqualTo(2);
  }

  @Test
  void versions_outliveTheLossOfTheLog() {
    a.log.append(Invalidation.ofVersion(CACHE));
    server.lose();
    time.pass(Duration.ofSeconds(1));
    settle();
    assertThat(new Node().log.versionSteps(CACHE)).isEqualTo(1);
  }

  @Test
  void version_goesUpOnce_whenItsAnswerWasLost() {
    a.stream.loseAnswers();
    a.log.append(Invalidation.ofVersion(CACHE));
    a.stream.heal();
    a.turns(2);
    b.turn();
    assertThat(a.log.versionSteps(CACHE)).isEqualTo(1);
    assertThat(b.log.versionSteps(CACHE)).isEqualTo(1);
  }

  @Test
  void versionFromALaterRelease_makesEverythingInvalid() {
    Entry entry = a.entry("t");
    server.append(
        new Invalidation(
            Invalidation.Scope.VERSION, Set.of("what is this"), Invalidation.Depth.HARD));
    a.turn();
    assertThat(a.isInvalid(entry)).isTrue();
  }

  @Test
  void lossOfTheLog_isSaidOnce_andItsReturnToo() {
    try (CaughtLog caught = new CaughtLog(SharedInvalidationLog.class)) {
      a.stream.cut();
      for (int i = 0; i < 100; i++) {
        time.pass(Duration.ofMillis(100));
        a.turn();
      }
      assertThat(caught.at(Level.WARNING))
          .singleElement()
          .satisfies(
              line ->
                  assertThat(MessageFormat.format(line.getMessage(), line.getParameters()))
                      .contains("cannot be read", "cut"));
      a.stream.heal();
      a.turns(3);
      assertThat(caught.at(Level.INFO)).hasSize(1);
      assertThat(caught.at(Level.WARNING)).hasSize(1);
    }
  }

  private void settle() {
    for (int i = 0; i < 4; i++) {
      a.turn();
      b.turn();
      time.pass(Duration.ofSeconds(1));
    }
    a.turn();
    b.turn();
  }

  /** A node that reads when the test says so. */
  private final class Node {
    final LogStreamInMemory stream;
    final SharedInvalidationLog log;

    Node() {
      this(server.node(), node -> node.turn());
    }

    Node(LogStreamInMemory stream, Consumer<Node> start) {
      this.stream = stream;
      this.log =
          new SharedInvalidationLog(
              stream, time, new SharedInvalidationLog.Options(100_000, Duration.ofHours(1)));
      start.accept(this);
    }

    void turn() {
      log.tail().turn();
    }

    void turns(int count) {
      for (int i = 0; i < count; i++) {
        turn();
      }
    }

    Delivery invalidate(String tag) {
      return log.append(Invalidation.ofTags(Set.of(tag), Invalidation.Depth.HARD));
    }

    Entry.Builder builder(String tag) {
      return new Entry.Builder("k", new Amount(1))
          .created(time.millis())
          .since(log.latest())
          .tags(Set.of(tag));
    }

    Entry entry(String tag) {
      return builder(tag).build();
    }

    boolean isInvalid(Entry entry) {
      return log.validUntil(CACHE, entry) == InvalidationLog.INVALID;
    }
  }
}
