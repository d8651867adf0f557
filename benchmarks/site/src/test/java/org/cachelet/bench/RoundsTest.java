// SPDX-License-Identifier: Apache-2.0
package org.cachelet.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.cachelet.bench.figure.Spread;
import org.junit.jupiter.api.Test;

/** What several measurements say together. */
final class RoundsTest {
  @Test
  void spread_hasNoExtremes_whenThereAreEnough() {
    assertThat(Rounds.of(List.of(1.0, 0.9, 1.1, 7.0, 0.1)))
        .isEqualTo(new Rounds(new Spread(1.0, 0.9, 1.1), 5));
    assertThat(Rounds.of(List.of(1.0, 0.9, 1.1)))
        .isEqualTo(new Rounds(new Spread(1.0, 0.9, 1.1), 3));
  }

  @Test
  void median_isBetweenTheTwoInTheMiddle_whenTheirNumberIsEven() {
    assertThat(Rounds.of(List.of(4.0, 1.0, 2.0, 3.0)).spread().median()).isEqualTo(2.5);
  }

  @Test
  void noise_isNoResult() {
    assertThat(Rounds.of(List.of(1.0, 1.0)).noise()).contains("only 2 clean rounds");
    assertThat(Rounds.of(List.of(0.8, 1.0, 1.2)).noise()).contains("rounds differ by 40 %");
    assertThat(Rounds.of(List.of(0.95, 1.0, 1.05)).noise()).isEmpty();
  }

  @Test
  void spread_isNarrow_onlyWithManyThatAgree() {
    assertThat(Rounds.of(List.of(1.0, 1.0, 1.0)).isNarrow()).isFalse();
    assertThat(Rounds.of(List.of(1.0, 1.0, 1.05, 0.95, 1.0)).isNarrow()).isTrue();
    assertThat(Rounds.of(List.of(0.8, 0.9, 1.0, 1.1, 1.2)).isNarrow()).isFalse();
  }

  @Test
  void nothing_hasNoSpread() {
    assertThatThrownBy(() -> Rounds.of(List.of())).isInstanceOf(IllegalArgumentException.class);
  }
}
