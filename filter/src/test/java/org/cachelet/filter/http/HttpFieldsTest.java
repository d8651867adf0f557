// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 9110 sections 5.2 (lines and values) and 5.6.1 (lists). */
final class HttpFieldsTest {
  private static final HttpFields FIELDS =
      HttpFields.of("Vary", "Accept", "ETag", "\"a\"", "vary", "Cookie, Origin");

  @Test
  void lookup_ignoresCaseAndKeepsOrder() {
    assertThat(FIELDS.first("VARY")).contains("Accept");
    assertThat(FIELDS.all("vary")).containsExactly("Accept", "Cookie, Origin");
    assertThat(FIELDS.members("Vary")).containsExactly("Accept", "Cookie", "Origin");
    assertThat(FIELDS.contains("etag")).isTrue();
    assertThat(FIELDS.names()).containsExactly("ETag", "Vary");
    assertThat(FIELDS.size()).isEqualTo(3);
    assertThat(FIELDS.name(2) + '=' + FIELDS.value(2)).isEqualTo("vary=Cookie, Origin");
  }

  @Test
  void lookup_isEmpty_whenAbsent() {
    assertThat(FIELDS.first("Age")).isEmpty();
    assertThat(FIELDS.all("Age")).isEmpty();
    assertThat(FIELDS.members("Age")).isEmpty();
    assertThat(FIELDS.contains("Age")).isFalse();
  }

  @Test
  void with_replacesAllLinesInPlaceOfTheFirst() {
    assertThat(FIELDS.with("VARY", "*"))
        .isEqualTo(HttpFields.of("Vary", "*", "ETag", "\"a\""))
        .hasToString("VARY: *\nETag: \"a\"\n");
  }

  @Test
  void with_addsAtTheEnd_whenAbsent() {
    assertThat(FIELDS.with("Age", "3").size()).isEqualTo(4);
    assertThat(FIELDS.with("Age", "3").name(3)).isEqualTo("Age");
  }

  @Test
  void without_removesAllLines() {
    assertThat(FIELDS.without("vary")).isEqualTo(HttpFields.of("ETag", "\"a\""));
    assertThat(FIELDS.without("Age")).isSameAs(FIELDS);
  }

  @Test
  void without_removesAllLinesOfSeveralNames() {
    assertThat(FIELDS.without(Set.of("etag", "VARY"))).isEqualTo(HttpFields.EMPTY);
    assertThat(FIELDS.without(Set.of())).isSameAs(FIELDS);
  }

  @Test
  void builder_keepsEachLine_whenThereAreMany() {
    HttpFields.Builder builder = HttpFields.builder();
    for (int i = 0; i < 100; i++) {
      builder.add("Link", "</" + i + ">");
    }
    assertThat(builder.build().all("link")).hasSize(100).startsWith("</0>").endsWith("</99>");
  }

  @Test
  void fields_areEqual_whenOnlyTheCaseOfNamesDiffers() {
    assertThat(HttpFields.of("a", "b")).isEqualTo(HttpFields.of("A", "b"));
    assertThat(HttpFields.of("a", "b")).hasSameHashCodeAs(HttpFields.of("A", "b"));
    assertThat(HttpFields.of("a", "b")).isNotEqualTo(HttpFields.of("a", "B"));
    assertThat(HttpFields.of("a", "b")).isNotEqualTo(HttpFields.of("a", "b", "c", "d"));
  }

  @Test
  void of_isRefused_whenAValueIsMissing() {
    assertThatThrownBy(() -> HttpFields.of("A", "1", "B"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("field 'B' has no value");
  }

  @Test
  void weight_countsTheCharactersOfValuesAtTheirWidth() {
    assertThat(HttpFields.EMPTY.weight()).isEqualTo(40);
    assertThat(HttpFields.of("Name", "x".repeat(80)).weight()).isEqualTo(24 + 24 + 24 + 16 + 80);
    assertThat(HttpFields.of("Name", "\u20ac".repeat(80)).weight())
        .isEqualTo(24 + 24 + 24 + 16 + 160);
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a, b ,c         | [a, b, c]", // 5.6.1.1
        ", a,,\t, b,     | [a, b]", // 5.6.1.2: empty members count as absent
        "a=\"x, y\", b   | [a=\"x, y\", b]", // 5.6.4: a comma in a quoted string
        "a=\"x\\\", y\"  | [a=\"x\\\", y\"]", // 5.6.4: an escaped quote
        "a=\"x, b        | [a=\"x, b]", // a quote that is never closed quotes nothing
        "a=\"x\\\", b    | [a=\"x\\\", b]",
        "\"\", \"\"      | [\"\", \"\"]",
      })
  void members_followTheListRule(String line, String members) {
    assertThat(HttpFields.of("L", line).members("l")).hasToString(members);
  }

  @Test
  void members_endWithTheirLine() {
    HttpFields fields = HttpFields.of("L", "a=\"x", "L", "b\", c");
    assertThat(fields.members("L")).containsExactly("a=\"x", "b\"", "c");
  }
}
