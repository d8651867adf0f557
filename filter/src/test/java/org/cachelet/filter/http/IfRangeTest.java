// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 9110 sections 13.1.5 and 8.8.2.2. */
final class IfRangeTest {
  private static final Instant NOW = Instant.parse("2026-11-21T08:00:00.500Z");

  @ParameterizedTest(name = "{0}, stored ETag {1} -> {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"a\"        | \"a\"   | true",
        "\"b\"        | \"a\"   | false",
        "W/\"a\"      | \"a\"   | false", // strong comparison
        "\"a\"        | W/\"a\" | false",
        "W/\"a\"      | W/\"a\" | false",
        "\"a\", \"b\" | \"a\"   | false", // no list
        "*            | \"a\"   | false",
        "a            | \"a\"   | false",
        "\"a\"        |         | false",
      })
  void entityTag_matchesStrongly(String ifRange, @Nullable String stored, boolean matches) {
    HttpFields fields = stored == null ? HttpFields.EMPTY : HttpFields.of("ETag", stored);
    assertThat(IfRange.matches(ifRange, fields, NOW)).isEqualTo(matches);
  }

  @ParameterizedTest(name = "{0}, stored {1}, Date {2} -> {3}")
  @CsvSource(
      delimiter = '|',
      value = {
        "Sat, 21 Nov 2026 07:00:00 GMT    | 07:00:00 | 07:01:00 | true",
        "Saturday, 21-Nov-26 07:00:00 GMT | 07:00:00 | 07:01:00 | true", // the same moment
        "Sat, 21 Nov 2026 07:00:00 GMT    | 07:00:00 | 07:00:59 | false", // 8.8.2.2: weak
        "Sat, 21 Nov 2026 07:00:00 GMT    | 07:00:00 | 06:00:00 | false",
        "Sat, 21 Nov 2026 07:00:01 GMT    | 07:00:00 | 07:30:00 | false", // exact
        "Sat, 21 Nov 2026 06:59:59 GMT    | 07:00:00 | 07:30:00 | false",
        "Sat, 21 Nov 2026 07:00:00 GMT    |          | 07:30:00 | false", // Date is none
        "Sat, 21 Nov 2026 07:30:00 GMT    |          | 07:30:00 | false",
        "Sat, 21 Nov 2026 07:00:00 GMT    | 07:00:00 |          | false",
        "yesterday                        | 07:00:00 | 07:30:00 | false",
      })
  void date_matchesExactly_ifItIsStrong(
      String ifRange, @Nullable String modified, @Nullable String date, boolean matches) {
    HttpFields.Builder fields = HttpFields.builder();
    add(fields, "Last-Modified", modified);
    add(fields, "Date", date);
    assertThat(IfRange.matches(ifRange, fields.build(), NOW)).isEqualTo(matches);
  }

  private static void add(HttpFields.Builder fields, String name, @Nullable String time) {
    if (time != null) {
      fields.add(name, "Sat, 21 Nov 2026 " + time + " GMT");
    }
  }
}
