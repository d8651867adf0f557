// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 9110 sections 12.5.3 and 12.4.2 (weights). */
final class AcceptEncodingTest {
  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      nullValues = "absent",
      value = {
        "absent                       | ``",
        "``                           | ``", // 12.5.3: an empty field wants none
        "gzip                         | gzip",
        "GZip                         | gzip",
        "x-gzip                       | gzip", // 8.4.1.3
        "gzip, deflate, br, zstd      | br,deflate,gzip,zstd",
        "zstd,br , gzip               | br,gzip,zstd",
        "gzip;q=0                     | ``",
        "gzip;q=0.000                 | ``",
        "gzip;q=0.001                 | gzip",
        "gzip ; Q=1.000               | gzip",
        "gzip;\tq=0.5\t, br;q=0.      | gzip",
        "gzip;q=1.1                   | ``", // not a weight
        "gzip;q=0.0001                | ``",
        "gzip;q=-1                    | ``",
        "gzip;q=                      | ``",
        "gzip;q                       | ``",
        "gzip;                        | ``",
        "gzip;level=9                 | ``",
        "gzip x                       | ``",
        "*                            | br,deflate,gzip,zstd",
        "*;q=0                        | ``",
        "*, gzip;q=0                  | br,deflate,zstd", // 12.5.3: a star means those not named
        "gzip;q=0, *                  | br,deflate,zstd",
        "gzip, *;q=0                  | gzip",
        "identity                     | ``",
        "identity;q=0, gzip;q=0.5     | gzip",
        "gzip, gzip;q=0               | ``",
        "compress, gzipped, gzi       | ``",
        ",, gzip,                     | gzip",
      })
  void normalized_followsTheRfc(@Nullable String header, String codings) {
    assertThat(AcceptEncoding.normalized(header)).isEqualTo(codings);
    assertThat(AcceptEncoding.acceptsGzip(header)).isEqualTo(codings.contains("gzip"));
  }
}
