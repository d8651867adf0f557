// SPDX-License-Identifier: Apache-2.0
package org.cachelet.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class BreakerTest {
  private long nanos = Long.MAX_VALUE - 5; // a nano time may overflow
  private final Breaker breaker = new Breaker(() -> nanos);

  private void pass(long millis) {
    nanos += TimeUnit.MILLISECONDS.toNanos(millis);
  }

  private void callsInTurn(int calls, long millisBetween) {
    for (int i = 0; i < calls; i++) {
      pass(millisBetween);
      if (i % 2 == 0) {
        breaker.succeeded();
      } else {
        breaker.failed();
      }
    }
  }

  @Test
  void breakerThatIsPatient_opensAfterTwentyInARowOnly() {
    Breaker patient = Breaker.patient(() -> nanos);
    for (int i = 0; i < 60; i++) {
      assertThat(patient.failed()).isFalse();
      if (i % 19 == 18) {
        patient.succeeded();
      }
    }
    patient.succeeded();
    for (int i = 0; i < 19; i++) {
      assertThat(patient.failed()).isFalse();
    }
    assertThat(patient.failed()).isTrue();
    assertThat(patient.isOpen()).isTrue();
  }

  @Test
  void breaker_opensOnce_afterFiveFailuresInARow() {
    for (int i = 0; i < 4; i++) {
      assertThat(breaker.failed()).isFalse();
      pass(60_000);
    }
    assertThat(breaker.isOpen()).isFalse();

    assertThat(breaker.failed()).isTrue();
    assertThat(breaker.isOpen()).isTrue();
    assertThat(breaker.failed()).isFalse();
  }

  @Test
  void breaker_staysClosed_whenASuccessIsBetween() {
    for (int i = 0; i < 4; i++) {
      breaker.failed();
    }
    breaker.succeeded();
    for (int i = 0; i < 4; i++) {
      breaker.failed();
    }
    assertThat(breaker.isOpen()).isFalse();
  }

  @Test
  void breaker_opens_whenHalfOfTheLastTwentyFailedWithinASecond() {
    callsInTurn(19, 50);
    assertThat(breaker.isOpen()).isFalse();
    callsInTurn(21, 50);
    assertThat(breaker.isOpen()).isTrue();
  }

  @Test
  void breaker_staysClosed_whenTheLastTwentyTookLonger() {
    callsInTurn(2000, 60);
    assertThat(breaker.isOpen()).isFalse();
  }

  @Test
  void breaker_staysClosed_whenLessThanHalfFailed() {
    for (int i = 0; i < 2000; i++) {
      if (i % 10 < 4) {
        breaker.failed();
      } else {
        breaker.succeeded();
      }
    }
    assertThat(breaker.isOpen()).isFalse();
  }

  @Test
  void breaker_closesOnlyWhenTold_andForgetsWhatWas() {
    breaker.open();
    breaker.succeeded();
    assertThat(breaker.isOpen()).isTrue();
    callsInTurn(40, 1);

    assertThat(breaker.close()).isTrue();
    assertThat(breaker.close()).isFalse();
    for (int i = 0; i < 4; i++) {
      assertThat(breaker.failed()).isFalse();
    }
    assertThat(breaker.failed()).isTrue();
  }
}
