// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.cachelet.filter.http.Conditions.Outcome;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 9110 section 13 and RFC 9111 section 4.3.2. */
final class ConditionsTest {
  private static final Instant NOW = Instant.parse("2026-11-21T08:00:00.500Z");
  private static final String TAGGED = "\"a\"";
  private static final String MODIFIED = "Sat, 21 Nov 2026 07:00:00 GMT";

  @ParameterizedTest(name = "{0}, If-None-Match {1}, If-Modified-Since {2} -> {3}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "GET  |               |                               | FULL",
        "GET  | \"a\"         |                               | NOT_MODIFIED", // 13.1.2
        "HEAD | \"a\"         |                               | NOT_MODIFIED",
        "POST | \"a\"         |                               | FULL", // 13.2.1
        "GET  | W/\"a\"       |                               | NOT_MODIFIED", // weak comparison
        "GET  | \"b\", \"a\"  |                               | NOT_MODIFIED",
        "GET  | \"b\"         |                               | FULL",
        "GET  | *             |                               | NOT_MODIFIED",
        "GET  | a             |                               | FULL",
        "GET  | ``            |                               | FULL",
        "GET  |               | Sat, 21 Nov 2026 07:00:00 GMT | NOT_MODIFIED", // 13.1.3
        "GET  |               | Sat, 21 Nov 2026 07:00:01 GMT | NOT_MODIFIED",
        "GET  |               | Sat, 21 Nov 2026 06:59:59 GMT | FULL",
        "HEAD |               | Sat, 21 Nov 2026 07:00:00 GMT | NOT_MODIFIED",
        "POST |               | Sat, 21 Nov 2026 07:00:00 GMT | FULL",
        "GET  |               | Saturday, 21-Nov-26 07:00:00 GMT | NOT_MODIFIED",
        "GET  |               | yesterday                     | FULL", // 13.1.3: invalid
        "GET  | \"b\"         | Sat, 21 Nov 2026 07:00:00 GMT | FULL", // 13.2.2: precedence
        "GET  | \"a\"         | Sat, 21 Nov 2026 06:00:00 GMT | NOT_MODIFIED",
        "GET  | a             | Sat, 21 Nov 2026 07:00:00 GMT | FULL",
      })
  void evaluate_followsTheRfc(
      String method, @Nullable String tags, @Nullable String since, Outcome outcome) {
    Validators stored = validators(200, "ETag", TAGGED, "Last-Modified", MODIFIED);
    assertThat(new Conditions(tags, since).evaluate(method, stored, NOW)).isEqualTo(outcome);
  }

  @ParameterizedTest(name = "stored {0} -> {1}")
  @CsvSource({"200, NOT_MODIFIED", "404, FULL", "301, FULL", "203, FULL"})
  void evaluate_isFull_whenAnotherStatusThan200IsStored(int status, Outcome outcome) {
    Validators stored = validators(status, "ETag", TAGGED);
    assertThat(new Conditions(TAGGED, null).evaluate("GET", stored, NOW)).isEqualTo(outcome);
    assertThat(new Conditions("*", null).evaluate("GET", stored, NOW)).isEqualTo(outcome);
  }

  @ParameterizedTest(name = "{0}: {1} -> {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "Last-Modified | Sat, 21 Nov 2026 07:00:00 GMT | 2026-11-21T07:00:00Z",
        "Date          | Sat, 21 Nov 2026 07:30:00 GMT | 2026-11-21T07:30:00Z", // 9111 4.3.2
        "Last-Modified | broken                        | 2026-11-21T08:00:00Z",
        "X             | y                             | 2026-11-21T08:00:00Z",
      })
  void lastModified_isTheBestKnownDate(String name, String value, Instant modified) {
    assertThat(validators(200, name, value).lastModified()).isEqualTo(modified);
  }

  @ParameterizedTest(name = "If-None-Match {0} -> {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {"\"a\" | FULL", "*     | NOT_MODIFIED"})
  void evaluate_matchesNoTag_whenNoneIsStored(String tags, Outcome outcome) {
    Validators stored = validators(200, "ETag", "unquoted");
    assertThat(stored.entityTag()).isNull();
    assertThat(new Conditions(tags, null).evaluate("GET", stored, NOW)).isEqualTo(outcome);
  }

  private static Validators validators(int status, String... fields) {
    return Validators.of(new ResponseFacts(status, HttpFields.of(fields), NOW));
  }
}
