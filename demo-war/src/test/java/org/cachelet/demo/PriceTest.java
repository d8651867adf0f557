// SPDX-License-Identifier: Apache-2.0
package org.cachelet.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PriceTest {

  @ParameterizedTest
  @CsvSource({
    "49, 4900",
    "49.9, 4990",
    "'49,90', 4990",
    "' 0.01 ', 1",
    "99999.99, 9999999",
    "007, 700"
  })
  void price_isReadAsTyped(String typed, int cents) {
    assertThat(Price.parse(typed)).contains(new Price(cents));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "0", "0.00", "-1", "1.", ".5", "1.234", "100000", "1e3", "€5"})
  void price_isRefused_whenTypedWrong(String typed) {
    assertThat(Price.parse(typed)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"0 | €0.00", "5 | €0.05", "124900 | €1,249.00"})
  void price_isShown(int cents, String shown) {
    assertThat(new Price(cents)).hasToString(shown);
  }

  @Test
  void price_isRefused_whenNegative() {
    assertThatThrownBy(() -> new Price(-1)).hasMessage("cents: -1; allowed: 0 and more");
  }
}
