// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.cachelet.filter.http.ByteRanges.Outcome;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 9110 sections 14.1, 14.2 and 15.3.7.2. */
final class ByteRangesTest {
  @ParameterizedTest(name = "{0} of 100 bytes -> {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "bytes=0-9          | 0-9", // 14.1.2
        "bytes=0-0          | 0-0",
        "bytes=99-99        | 99-99",
        "bytes=90-          | 90-99",
        "bytes=90-200       | 90-99", // longer than the body
        "bytes=0-99999999999999999999 | 0-99",
        "bytes=-10          | 90-99",
        "bytes=-200         | 0-99", // 14.1.2: the whole is shorter than the suffix
        "Bytes=0-9          | 0-9", // 14.1: unit names ignore case
        "bytes=0-9,20-29    | 0-9 20-29",
        "bytes=20-29,0-9    | 20-29 0-9", // 15.3.7.2: in the order asked for
        "bytes=0-9 ,\t20-29 | 0-9 20-29", // 5.6.1.2: lists
        "bytes=,0-9,,       | 0-9",
        "bytes=0-9,200-300  | 0-9", // 15.3.7.2: without unsatisfiable ones
        "bytes=0-9,10-19    | 0-19", // 15.3.7.2: coalesced
        "bytes=0-9,5-19     | 0-19",
        "bytes=20-29,0-9,10-19 | 0-29", // one that joins two others
        "bytes=50-59,0-4,60-69,2-9 | 50-69 0-9",
        "bytes=-5,0-4       | 95-99 0-4",
      })
  void parts_areThoseOfTheBody(String field, String parts) {
    ByteRanges ranges = ByteRanges.of(field, 100);
    assertThat(ranges.outcome()).isEqualTo(Outcome.PARTIAL);
    assertThat(
            ranges.parts().stream()
                .map(part -> part.first() + "-" + part.last())
                .collect(Collectors.joining(" ")))
        .isEqualTo(parts);
  }

  @ParameterizedTest(name = "{0} of {1} bytes -> {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "bytes=100-         | 100 | UNSATISFIABLE", // 14.1.2
        "bytes=100-200      | 100 | UNSATISFIABLE",
        "bytes=-0           | 100 | UNSATISFIABLE",
        "bytes=100-,200-300 | 100 | UNSATISFIABLE",
        "bytes=-5           | 0   | WHOLE", // no part of nothing can be named
        "bytes=0-           | 0   | WHOLE",
        "seconds=0-9        | 100 | WHOLE", // 14.2: unknown unit
        "0-9                | 100 | WHOLE",
        "bytes              | 100 | WHOLE",
        "bytes=             | 100 | WHOLE",
        "bytes=,            | 100 | WHOLE",
        "bytes=-            | 100 | WHOLE",
        "bytes=9-0          | 100 | WHOLE", // 14.1.1: invalid
        "bytes=0-9,9-0      | 100 | WHOLE",
        "bytes=9999999999-9999999998 | 100 | WHOLE", // 14.1.1: invalid, however great
        "bytes=a-9          | 100 | WHOLE",
        "bytes=0-9a         | 100 | WHOLE",
        "bytes=+0-9         | 100 | WHOLE",
        "bytes=0--9         | 100 | WHOLE",
        "bytes=0-9;20-29    | 100 | WHOLE",
        "bytes=0 - 9        | 100 | WHOLE",
        "bytes=0-9, bytes=20-29 | 100 | WHOLE", // 5.3: two lines of what is no list
        "bytes=0-,0-        | 100 | WHOLE", // 14.2: more than the whole
        "bytes=0-60,30-99   | 100 | WHOLE",
      })
  void field_isIgnoredOrUnsatisfiable(@Nullable String field, int length, Outcome outcome) {
    ByteRanges ranges = ByteRanges.of(field == null ? "" : field, length);
    assertThat(ranges.outcome()).isEqualTo(outcome);
    assertThat(ranges.parts()).isEmpty();
  }

  @ParameterizedTest(name = "{0} parts -> {1}")
  @CsvSource({"16, PARTIAL", "17, WHOLE", "100, WHOLE", "1000, WHOLE"})
  void manyParts_areTheWhole(int count, Outcome outcome) { // 14.2: many small ranges
    String field =
        IntStream.range(0, count)
            .mapToObj(i -> 10 * i + "-" + 10 * i)
            .collect(Collectors.joining(",", "bytes=", ""));
    assertThat(ByteRanges.of(field, 100_000).outcome()).isEqualTo(outcome);
  }

  @Test
  void contentRange_hasTheLengthOfTheWhole() { // 14.4
    assertThat(new ByteRange(2, 4).contentRange(100)).isEqualTo("bytes 2-4/100");
    assertThat(new ByteRange(2, 4).length()).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({"-1, 0", "5, 4"})
  void range_isRefused_whenItHasNoBytes(int first, int last) {
    assertThatIllegalArgumentException().isThrownBy(() -> new ByteRange(first, last));
  }
}
