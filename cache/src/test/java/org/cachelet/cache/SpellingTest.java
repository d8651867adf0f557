// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SpellingTest {
  @ParameterizedTest
  @CsvSource({
    "ttl, ttl, 0",
    "'', ttl, 3",
    "tl, ttl, 1",
    "ttll, ttl, 1",
    "tul, ttl, 1",
    "tlt, ttl, 1",
    "cahce, cache, 1",
    "varyby, vary-by, 1",
    "prefix, jitter, 6",
    "kitten, sitting, 3"
  })
  void distance_countsLetters(String a, String b, int expected) {
    assertThat(Spelling.distance(a, b)).isEqualTo(expected);
    assertThat(Spelling.distance(b, a)).isEqualTo(expected);
  }
}
