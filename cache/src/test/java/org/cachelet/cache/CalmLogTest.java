// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Floods of failures, and what reaches the log. */
final class CalmLogTest {
  private final Exception failure = new IllegalStateException("database down");

  private final FakeTime time = new FakeTime();
  private final CaughtLog caught = new CaughtLog(CalmLogTest.class);
  private final CalmLog log =
      new CalmLog(System.getLogger(CalmLogTest.class.getName()), time, Duration.ofSeconds(10));

  @AfterEach
  void close() {
    caught.close();
  }

  @Test
  void warning_isOneLineWithTheFailure_whenItIsTheFirst() {
    log.warn("a", "renewal failed", failure);
    assertThat(warnings())
        .containsExactly("renewal failed: java.lang.IllegalStateException: database down");
    assertThat(caught.at(Level.WARNING)).extracting(LogRecord::getThrown).containsOnlyNulls();
  }

  @Test
  void stackTrace_isThereForThoseWhoDebug_whenTheWarningIsLeftOutToo() {
    log.warn("a", "renewal failed", failure);
    log.warn("a", "renewal failed", failure);
    assertThat(caught.at(Level.FINE))
        .extracting(LogRecord::getThrown)
        .containsExactly(failure, failure);
  }

  @Test
  void warning_tellsHowManyWereLeftOut_whenThePauseIsOver() {
    IntStream.range(0, 13).forEach(i -> log.warn("a", "renewal failed", failure));
    time.pass(Duration.ofMillis(9_999));
    log.warn("a", "renewal failed", failure);
    assertThat(warnings()).hasSize(1);
    time.pass(Duration.ofMillis(1));
    log.warn("a", "renewal failed", failure);
    assertThat(warnings())
        .element(1)
        .isEqualTo(
            "renewal failed: java.lang.IllegalStateException: database down"
                + " (and 13 more since the last warning)");
  }

  @Test
  void count_beginsAnew_afterItWasTold() {
    for (int i = 0; i < 3; i++) {
      log.warn("a", "first", failure);
      log.warn("a", "left out", failure);
      time.pass(Duration.ofSeconds(10));
    }
    assertThat(warnings()).hasSize(3);
    assertThat(warnings().get(2)).endsWith("(and 1 more since the last warning)");
  }

  @Test
  void topics_doNotSilenceEachOther() {
    log.warn("a", "one", failure);
    log.warn("b", "two", failure);
    assertThat(warnings()).hasSize(2);
  }

  @Test
  void warnings_areAllLoggedOrCounted_whenManyThreadsWarn() {
    IntStream.range(0, 1_000).parallel().forEach(i -> log.warn("a", "failed", failure));
    time.pass(Duration.ofSeconds(10));
    log.warn("a", "failed", failure);
    assertThat(warnings()).hasSize(2);
    assertThat(warnings().get(1)).endsWith("(and 999 more since the last warning)");
  }

  private List<String> warnings() {
    return caught.at(Level.WARNING).stream().map(LogRecord::getMessage).toList();
  }
}
