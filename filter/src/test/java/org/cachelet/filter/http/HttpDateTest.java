// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9110 section 5.6.7 and RFC 9111 section 4.2. */
final class HttpDateTest {
  private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "Sun, 06 Nov 1994 08:49:37 GMT     | 1994-11-06T08:49:37Z", // IMF-fixdate
        "Sunday, 06-Nov-94 08:49:37 GMT    | 1994-11-06T08:49:37Z", // rfc850-date
        "Wednesday, 06-Nov-24 08:49:37 GMT | 2024-11-06T08:49:37Z",
        "Saturday, 21-Nov-76 08:00:00 GMT  | 2076-11-21T08:00:00Z", // 50 years ahead
        "Saturday, 21-Nov-76 08:00:01 GMT  | 1976-11-21T08:00:01Z", // more than 50 years ahead
        "Sun Nov  6 08:49:37 1994          | 1994-11-06T08:49:37Z", // asctime-date
        "Sun Nov 16 08:49:37 1994          | 1994-11-16T08:49:37Z",
        "sun, 06 NOV 1994 08:49:37 gmt     | 1994-11-06T08:49:37Z", // 9111 4.2: without case
        "Sun, 06 Nov 1994 08:49:37 UTC     | 1994-11-06T08:49:37Z", // 9111 4.2: GMT or UTC
        "Sat, 31 Dec 2016 23:59:60 GMT     | 2016-12-31T23:59:59Z", // a leap second
        "Thu, 29 Feb 2024 00:00:00 GMT     | 2024-02-29T00:00:00Z",
        "Fri, 31 Dec 9999 23:59:59 GMT     | 9999-12-31T23:59:59Z",
      })
  void parse_readsTheThreeForms(String date, Instant instant) {
    assertThat(HttpDate.parse(date, NOW)).contains(instant);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0",
        "-1",
        "Sun",
        "Sun, 06 Nov 1994 08:49:37",
        "Sun, 06 Nov 1994 08:49:37 CET",
        "Sun, 06 Nov 1994 08:49:37 GMT+1",
        "Sun, 6 Nov 1994 08:49:37 GMT",
        "Sun,  6 Nov 1994 08:49:37 GMT",
        "Sun, 06 Nov 94 08:49:37 GMT",
        "Sun, 06-Nov-1994 08:49:37 GMT",
        "Sun 06 Nov 1994 08:49:37 GMT",
        "Sun,  06 Nov 1994 08:49:37 GMT",
        "Sun, 06 Nov 1994 8:49:37 GMT",
        "Sun, 06 Nov 1994 24:00:00 GMT",
        "Sun, 06 Nov 1994 08:60:00 GMT",
        "Sun, 06 Nov 1994 08:49:61 GMT",
        "Sun, 06 Nov 1994 08.49.37 GMT",
        "Sun, 00 Nov 1994 08:49:37 GMT",
        "Sun, 31 Nov 1994 08:49:37 GMT",
        "Wed, 29 Feb 2023 00:00:00 GMT",
        "Sun, 06 Nop 1994 08:49:37 GMT",
        "Sun, 06 Nov -994 08:49:37 GMT",
        "Foo, 06 Nov 1994 08:49:37 GMT",
        "Sunny, 06-Nov-94 08:49:37 GMT",
        "Sun, 06-Nov-94 08:49:37 GMT",
        "Sunday, 06-Nov-xx 08:49:37 GMT",
        "Sun Nov 6 08:49:37 1994",
        "1994-11-06T08:49:37Z",
      })
  void parse_isEmpty_whenTheGrammarIsBroken(String date) {
    assertThat(HttpDate.parse(date, NOW)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1994-11-06T08:49:37.999Z | Sun, 06 Nov 1994 08:49:37 GMT",
        "2026-09-01T00:00:00Z     | Tue, 01 Sep 2026 00:00:00 GMT",
      })
  void format_writesImfFixdate(Instant instant, String date) {
    assertThat(HttpDate.format(instant)).isEqualTo(date);
  }

  @Test
  void parse_readsWhatFormatWrites() {
    for (long second = 0; second < 4_000_000_000L; second += 12_345_678) {
      Instant instant = Instant.ofEpochSecond(second);
      assertThat(HttpDate.parse(HttpDate.format(instant), NOW)).contains(instant);
    }
  }
}
