// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CookieHeaderTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a=1                | a=1",
        "a=1;b=2            | a=1; b=2",
        "_ga=1              |",
        "_ga=1; _ga_X=2     |",
        "a=1; _ga=1; b=2    | a=1; b=2",
        "_ga =1             |",
        "_ga                |",
        "a=_ga=1            | a=_ga=1",
        "a                  | a",
        "; ;a=1;            | a=1",
        "''                 |",
      })
  void visible_leavesOutIgnoredCookies(String sent, String visible) {
    assertThat(
            CookieHeader.visible(
                Collections.enumeration(List.of(sent)), name -> name.startsWith("_ga")))
        .isEqualTo(visible);
  }
}
