// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.cachelet.filter.http.CacheStatus.Forward;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 9211 section 2. */
final class CacheStatusTest {
  @Test
  void hit_hasTheTimeLeft() {
    assertThat(CacheStatus.hit()).hasToString("Cachelet; hit");
    assertThat(CacheStatus.hit().ttl(Duration.ofMillis(30_900)))
        .hasToString("Cachelet; hit; ttl=30");
    assertThat(CacheStatus.hit().ttl(Duration.ofMillis(-1))).hasToString("Cachelet; hit; ttl=-1");
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource({
    "BYPASS, bypass", // 2.2
    "METHOD, method",
    "URI_MISS, uri-miss",
    "VARY_MISS, vary-miss",
    "MISS, miss",
    "REQUEST, request",
    "STALE, stale",
    "PARTIAL, partial",
  })
  void forwarded_hasTheReason(Forward reason, String token) {
    assertThat(CacheStatus.forwarded(reason).value()).isEqualTo("Cachelet; fwd=" + token);
  }

  @Test
  void parameters_followInOrder() {
    assertThat(
            CacheStatus.forwarded(Forward.URI_MISS)
                .stored()
                .collapsed()
                .detail("set-cookie")
                .value())
        .isEqualTo("Cachelet; fwd=uri-miss; stored; collapsed; detail=\"set-cookie\"");
  }

  @Test
  void forwardStatus_isThatOfTheApplication() { // 2.3
    assertThat(CacheStatus.forwarded(Forward.STALE).forwardStatus(304).stored())
        .hasToString("Cachelet; fwd=stale; fwd-status=304; stored");
  }

  @Test
  void refused_isNeitherHitNorForwarded() { // 2: parameters are optional
    assertThat(CacheStatus.refused().detail("x")).hasToString("Cachelet; detail=\"x\"");
  }

  @Test
  void detail_hasNoControlCharacters() {
    assertThat(CacheStatus.hit().detail("a\r\nb\u007f").value())
        .isEqualTo("Cachelet; hit; detail=\"a??b?\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a b;c, d=~    | \"a b;c, d=~\"",
        "say \"\\\"    | \"say \\\"\\\\\\\"\"", // RFC 9651 3.3.3: quotes and backslashes
        "\u00e9\u20acx | \"??x\"", // RFC 9651 3.3.3: ASCII only
      })
  void detail_isAStringOfStructuredFields(String text, String string) {
    assertThat(CacheStatus.hit().detail(text).value()).isEqualTo("Cachelet; hit; detail=" + string);
  }
}
