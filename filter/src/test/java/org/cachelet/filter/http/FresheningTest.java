// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9111 section 3.2. */
final class FresheningTest {
  @Test
  void fields_areReplacedByName_andOthersStay() {
    HttpFields stored =
        HttpFields.of("X-A", "1", "x-a", "2", "X-B", "3", "Cache-Control", "max-age=1");
    HttpFields update = HttpFields.of("X-a", "4", "X-C", "5", "X-C", "6");
    assertThat(Freshening.of(stored, update))
        .isEqualTo(
            HttpFields.of(
                "X-B", "3", "Cache-Control", "max-age=1", "X-a", "4", "X-C", "5", "X-C", "6"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Content-Length", "content-encoding", "Content-Type", "Content-Range"})
  void field_stays_whenTheBytesDependOnIt(String name) {
    HttpFields stored = HttpFields.of(name, "stored");
    assertThat(Freshening.of(stored, HttpFields.of(name, "new"))).isEqualTo(stored);
    assertThat(Freshening.of(HttpFields.EMPTY, HttpFields.of(name, "new")))
        .isEqualTo(HttpFields.EMPTY);
  }

  @Test
  void date_isThatOfTheConfirmation_orNone() {
    HttpFields stored = HttpFields.of("Date", "old", "X-A", "1");
    assertThat(Freshening.of(stored, HttpFields.EMPTY)).isEqualTo(HttpFields.of("X-A", "1"));
    assertThat(Freshening.of(stored, HttpFields.of("Date", "new")))
        .isEqualTo(HttpFields.of("X-A", "1", "Date", "new"));
  }

  @Test
  void entityTag_isReplacedByAValidOneOnly() {
    HttpFields stored = HttpFields.of("ETag", "\"a\"");
    assertThat(Freshening.of(stored, HttpFields.of("ETag", "W/\"a\"")))
        .isEqualTo(HttpFields.of("ETag", "W/\"a\""));
    assertThat(Freshening.of(stored, HttpFields.of("ETag", "broken"))).isEqualTo(stored);
  }
}
