// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9110 section 8.8.3. */
final class EntityTagTest {
  @ParameterizedTest
  @ValueSource(strings = {"\"xyzzy\"", "W/\"xyzzy\"", "\"\"", "\"a,b\"", "\"a\\\"", "\"\u00e9\""})
  void parse_readsOneTag(String value) {
    assertThat(EntityTag.parse(' ' + value + '\t')).contains(new EntityTag(value));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "xyzzy", "\"", "\"a", "a\"", "w/\"a\"", "W/a", "\"a b\"", "\"a\"b\"", "*"})
  void parse_isEmpty_whenTheGrammarIsBroken(String value) {
    assertThat(EntityTag.parse(value)).isEmpty();
  }

  @Test
  void entityTag_isRefused_whenTheGrammarIsBroken() {
    assertThatThrownBy(() -> new EntityTag("abc"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "entity tag is 'abc', allowed is \"...\" or W/\"...\" without spaces or quotes");
  }

  @ParameterizedTest(name = "{0} and {1}: strongly {2}, weakly {3}")
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "W/\"1\", W/\"1\", false, true", // the table of 8.8.3.2
        "W/\"1\", W/\"2\", false, false",
        "W/\"1\", \"1\",   false, true",
        "\"1\",   W/\"1\", false, true",
        "\"1\",   \"1\",   true,  true",
        "\"1\",   \"2\",   false, false",
        "\"1\",   \"12\",  false, false",
      })
  void matches_followTheTable(EntityTag a, EntityTag b, boolean strongly, boolean weakly) {
    assertThat(a.matchesStrongly(b)).isEqualTo(strongly);
    assertThat(a.matchesWeakly(b)).isEqualTo(weakly);
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"a\"                | [\"a\"]",
        "\"a\", W/\"b\" ,\"c\"| [\"a\", W/\"b\", \"c\"]",
        ",, \"a\",\t,         | [\"a\"]",
        "\"a,b\",\"c\"        | [\"a,b\", \"c\"]",
        "\"a\\\",\"c\"        | [\"a\\\", \"c\"]", // a backslash escapes nothing here
        "x, \"c\"             | [\"c\"]",
        "\"a b\",\"c\"        | [\"c\"]",
        "\"a\" x, \"c\"       | [\"c\"]",
        "\"a                  | []",
        "*                    | []",
      })
  void parseList_keepsWhatIsWellFormed(String value, String tags) {
    assertThat(EntityTag.parseList(value)).hasToString(tags);
  }
}
