// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 9111 sections 4.3.1 and 4.3.4. */
final class OwnValidatorsTest {
  private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");
  private static final String MODIFIED = "Sat, 21 Nov 2026 07:00:00 GMT";

  @Test
  void conditions_areInTheFormThatSendersMustUse() { // RFC 9110 5.6.7
    HttpFields fields =
        HttpFields.of("ETag", "W/\"a\"", "Last-Modified", "Saturday, 21-Nov-26 07:00:00 GMT");
    assertThat(OwnValidators.of(fields, NOW).conditions())
        .containsEntry("if-none-match", "W/\"a\"")
        .containsEntry("if-modified-since", MODIFIED)
        .hasSize(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {"ETag | a", "Last-Modified | yesterday", "Date | " + MODIFIED})
  void validators_areNone_whenTheFieldsAreNotValid(String name, String value) {
    OwnValidators validators = OwnValidators.of(HttpFields.of(name, value), NOW);
    assertThat(validators.isEmpty()).isTrue();
    assertThat(validators.conditions()).isEmpty();
  }

  @ParameterizedTest(name = "stored {0} {1}, 304 {2} {3} -> {4}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"a\"   |          | \"a\"   |          | true", // 4.3.4: the same strong one
        "\"a\"   |          | \"b\"   |          | false",
        "\"a\"   |          | W/\"a\" |          | true", // no strong one: weak comparison
        "W/\"a\" |          | W/\"a\" |          | true",
        "W/\"a\" |          | \"a\"   |          | false",
        "\"a\"   |          |         |          | true", // it can mean no other
        "\"a\"   |          | broken  |          | true",
        "        | 07:00:00 |         | 07:00:00 | true",
        "        | 07:00:00 |         | 07:00:01 | false",
        "        | 07:00:00 |         |          | true",
        "        | 07:00:00 | \"a\"   |          | true", // it has one only now
        "\"a\"   | 07:00:00 | \"a\"   | 07:00:01 | true", // the tag decides
        "\"a\"   | 07:00:00 |         | 07:00:01 | false",
      })
  void confirmation_isAboutTheSameResponse(
      @Nullable String tag,
      @Nullable String time,
      @Nullable String newTag,
      @Nullable String newTime,
      boolean confirmed) {
    OwnValidators stored = OwnValidators.of(fields(tag, time), NOW);
    assertThat(stored.areConfirmedBy(fields(newTag, newTime), NOW)).isEqualTo(confirmed);
  }

  private static HttpFields fields(@Nullable String tag, @Nullable String time) {
    HttpFields.Builder fields = HttpFields.builder();
    if (tag != null) {
      fields.add("ETag", tag);
    }
    if (time != null) {
      fields.add("Last-Modified", "Sat, 21 Nov 2026 " + time + " GMT");
    }
    return fields.build();
  }
}
