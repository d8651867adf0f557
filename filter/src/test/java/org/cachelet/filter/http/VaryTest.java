// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 9111 section 4.1 and RFC 9110 section 12.5.5. */
final class VaryTest {
  @ParameterizedTest(name = "{0} -> {1}, {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "Accept                  | [accept]           | BY_FIELDS",
        "Cookie, Accept          | [accept, cookie]   | BY_FIELDS", // one order for all
        "accept,ACCEPT , Accept  | [accept]           | BY_FIELDS",
        " \tAccept\t,, ,cookie,  | [accept, cookie]   | BY_FIELDS",
        "``                      | []                 | BY_FIELDS",
        "*                       | []                 | NEVER",
        "Accept, *               | [accept]           | NEVER",
        "*, Accept               | [accept]           | NEVER",
        "Accept Cookie           | []                 | NEVER", // no name
        "\"Accept\"              | []                 | NEVER",
        "Accept; Cookie          | []                 | NEVER",
        "X*                      | [x*]               | BY_FIELDS", // a token like others
      })
  void of_followsTheListRule(String value, String names, Vary.Selection selection) {
    Vary vary = Vary.of(HttpFields.of("Vary", value));
    assertThat(vary.names()).hasToString(names);
    assertThat(vary.selection()).isEqualTo(selection);
  }

  @Test
  void of_readsAllLines() {
    HttpFields fields = HttpFields.of("Vary", "b", "X", "y", "vary", "", "VARY", "A");
    assertThat(Vary.of(fields).names()).containsExactly("a", "b");
    assertThat(Vary.of(HttpFields.EMPTY).names()).isEmpty();
    assertThat(Vary.of(HttpFields.of("Vary", "A", "Vary", "*")).selection())
        .isEqualTo(Vary.Selection.NEVER);
  }
}
