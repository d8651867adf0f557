// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache.redisson;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** The clock of a server that is an hour ahead. */
final class RedisClockTest {
  private static final long AHEAD = 3_600_000;

  private final AtomicLong now = new AtomicLong(1_000_000);
  private final InstantSource time = () -> Instant.ofEpochMilli(now.get());
  private final RedisClock clock = new RedisClock(time);

  @Test
  void clock_isNotKnown_beforeTheFirstAnswer() {
    assertThat(clock.isKnown()).isFalse();
    assertThat(clock.isDue()).isTrue();
    assertThat(clock.toRedis(7)).isEqualTo(7);
  }

  @Test
  void moments_areConvertedBothWays() {
    ask(10, 5);
    assertThat(clock.isKnown()).isTrue();
    assertThat(clock.toRedis(7)).isEqualTo(AHEAD + 7);
    assertThat(clock.toLocal(AHEAD + 7)).isEqualTo(7);
  }

  @Test
  void fastestAnswer_counts_forAWhile() {
    ask(2, 1);
    pass(60_000);
    ask(100, 90);
    assertThat(clock.toRedis(0)).isEqualTo(AHEAD);
    pass(300_000);
    ask(100, 90);
    assertThat(clock.toRedis(0)).isEqualTo(AHEAD + 40);
  }

  @Test
  void newServer_hasAnotherTime() {
    ask(2, 1);
    assertThat(clock.isDue()).isFalse();
    clock.reconnected();
    assertThat(clock.isDue()).isTrue();
    ask(100, 90);
    assertThat(clock.toRedis(0)).isEqualTo(AHEAD + 40);
  }

  @Test
  void clock_isAskedAgainEachMinute() {
    ask(2, 1);
    pass(59_999);
    assertThat(clock.isDue()).isFalse();
    pass(1);
    assertThat(clock.isDue()).isTrue();
  }

  private void pass(long millis) {
    now.addAndGet(millis);
  }

  /** Asks, and gets the time that Redis had so long after the question was sent. */
  private void ask(long delay, long toRedis) {
    long sent = now.get();
    pass(delay);
    clock.answered(sent, sent + toRedis + AHEAD);
  }
}
