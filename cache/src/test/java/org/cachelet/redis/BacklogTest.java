// SPDX-License-Identifier: Apache-2.0
package org.cachelet.redis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class BacklogTest {
  private final Backlog backlog = new Backlog(3, 100);

  @Test
  void enter_isRefused_whenTooManyAreUnderWay() {
    assertThat(backlog.enter(1)).isTrue();
    assertThat(backlog.enter(1)).isTrue();
    assertThat(backlog.enter(1)).isTrue();
    assertThat(backlog.enter(1)).isFalse();
    backlog.leave(1);
    assertThat(backlog.enter(1)).isTrue();
  }

  @Test
  void enter_isRefused_whenTooMuchIsUnderWay() {
    assertThat(backlog.enter(60)).isTrue();
    assertThat(backlog.enter(41)).isFalse();
    assertThat(backlog.enter(40)).isTrue();
    backlog.leave(60);
    assertThat(backlog.enter(41)).isTrue();
  }
}
