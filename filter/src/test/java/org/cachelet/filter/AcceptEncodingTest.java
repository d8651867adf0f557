// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AcceptEncodingTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "gzip                          | gzip",
        "GZIP                          | gzip",
        "gzip, deflate, br, zstd       | br, gzip, zstd",
        "zstd,br,gzip                  | br, gzip, zstd",
        "gzip;q=0.5, br ; q = 1        | br, gzip",
        "gzip;q=0                      |",
        "gzip;q=0.000, zstd;q=0.001    | zstd",
        "gzipped                       |",
        "brotli                        |",
        "identity                      |",
        "*                             |",
        ", ,                           |",
        "''                            |",
      })
  void normalized_hasKnownCodingsInOrder(String sent, String normalized) {
    assertThat(AcceptEncoding.normalized(Collections.enumeration(List.of(sent))))
        .isEqualTo(normalized);
  }

  @Test
  void normalized_joinsLines() {
    assertThat(AcceptEncoding.normalized(Collections.enumeration(List.of("gzip", "br"))))
        .isEqualTo("br, gzip");
  }
}
