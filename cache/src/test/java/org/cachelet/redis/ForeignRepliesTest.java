// SPDX-License-Identifier: Apache-2.0
package org.cachelet.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class ForeignRepliesTest {
  private long nanos;
  private final ForeignReplies replies = new ForeignReplies(() -> nanos);

  private boolean noteAfter(int seconds) {
    nanos += TimeUnit.SECONDS.toNanos(seconds);
    return replies.note();
  }

  @Test
  void note_isTooMuch_atTheThirdInTenSeconds() {
    assertThat(noteAfter(0)).isFalse();
    assertThat(noteAfter(5)).isFalse();
    assertThat(noteAfter(5)).isTrue();
    assertThat(noteAfter(0)).isFalse();
    assertThat(noteAfter(0)).isFalse();
    assertThat(noteAfter(0)).isTrue();
  }

  @Test
  void note_isNotTooMuch_whenTheyAreRare() {
    for (int i = 0; i < 100; i++) {
      assertThat(noteAfter(6)).isFalse();
    }
    assertThat(noteAfter(1)).isTrue();
  }
}
