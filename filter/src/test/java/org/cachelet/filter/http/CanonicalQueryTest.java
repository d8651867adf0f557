// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CanonicalQueryTest {
  private static final NamePatterns IGNORED = NamePatterns.of(List.of("utm_*", "gclid"));

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "                          |",
        "``                        | ``", // absent differs from empty
        "b=2&a=1                   | a=1&b=2",
        "a=2&b=3&a=1               | a=2&a=1&b=3", // repeated names keep their order
        "a=&a                      | a=&a", // a differs from a=
        "a&a=                      | a&a=",
        "b=%41&a=A                 | a=A&b=%41", // the text stays
        "%61=2&a=1                 | %61=2&a=1", // the same name
        "b=1&%61=2                 | %61=2&b=1", // sorted by the decoded name
        "a+b=1&a%20b=2             | a+b=1&a%20b=2",
        "&a=1&&b=2&                | a=1&b=2",
        "utm_source=x&a=1          | a=1",
        "a=1&gclid=x&gclid&gclid=  | a=1",
        "%67clid=x&a=1             | a=1", // ignored by the decoded name
        "utm_source=x              |",
        "&                         |",
        "gclids=1&xutm_a=2&UTM_a=3 | UTM_a=3&gclids=1&xutm_a=2",
        "=x&a                      | =x&a",
        "utm_a=x;callback=evil     | utm_a=x;callback=evil", // what may be two is not dropped
        "%zz=1&%=2                 | %=2&%zz=1",
      })
  void of_givesOneForm(@Nullable String raw, @Nullable String canonical) {
    assertThat(CanonicalQuery.of(raw, IGNORED)).isEqualTo(canonical);
  }

  @Test
  void of_isTheSame_whateverTheOrderOfNames() {
    Random random = new Random(7);
    List<String> parameters = new ArrayList<>(List.of("a=1", "b=&", "c", "%64=4", "e+f=5", "z=;"));
    String expected = CanonicalQuery.of(String.join("&", parameters), IGNORED);
    for (int i = 0; i < 100; i++) {
      Collections.shuffle(parameters, random);
      String canonical = CanonicalQuery.of(String.join("&", parameters), IGNORED);
      assertThat(canonical).isEqualTo(expected);
      assertThat(CanonicalQuery.of(canonical, IGNORED)).isEqualTo(canonical);
    }
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource({
    "utm_source, true",
    "utm_, true",
    "utm, false",
    "UTM_source, false",
    "gclid, true",
    "gclid2, false",
    "x, false",
  })
  void matches_takesNamesAndBeginnings(String name, boolean ignored) {
    assertThat(IGNORED.matches(name)).isEqualTo(ignored);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "*_id", "utm_*_x", "**"})
  void ignoredParameters_areRefused_whenAPatternIsWrong(String pattern) {
    assertThatThrownBy(() -> NamePatterns.of(List.of("gclid", pattern)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("name pattern is '%s', allowed is a name or its beginning and a *", pattern);
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource({
    "a+b, a b",
    "a%20b, a b",
    "caf%C3%A9, caf\u00e9",
    "%e2%82%ac%41, \u20acA",
    "caf\u00e9%21, caf\u00e9!",
    "%c3, \ufffd", // not UTF-8
    "%4, %4",
    "%, %",
    "%%41, %A",
  })
  void decode_isLenient(String encoded, String decoded) {
    assertThat(FormDecoder.decode(encoded)).isEqualTo(decoded);
  }
}
