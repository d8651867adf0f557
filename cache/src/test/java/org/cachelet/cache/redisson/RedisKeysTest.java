// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache.redisson;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The names that entries have in Redis. */
final class RedisKeysTest {
  @ParameterizedTest
  @ValueSource(strings = {"app:c:v1:k", "app:c:v1:gr\u00fc\u00dfe \u20ac", "app:c:v1:{a}#b"})
  void key_isItsOwnName_whenItIsShortAndPlain(String key) {
    assertThat(RedisKeys.of(key)).isEqualTo(key);
  }

  @Test
  void key_endsInADigest_whenItIsLongOrStrange() {
    String start = "app:c:v1:";
    assertThat(RedisKeys.of(start + "x".repeat(191))).hasSize(200).doesNotContain("#");
    assertThat(RedisKeys.of(start + "x".repeat(192))).matches("app:c:v1:x{91}#[0-9a-f]{64}");
    assertThat(RedisKeys.of(start + "\u20ac".repeat(70))).matches(start + "\u20ac+#[0-9a-f]{64}");
    assertThat(RedisKeys.of(start + "a\nb")).matches("app:c:v1:a#[0-9a-f]{64}");
    assertThat(RedisKeys.of(start + "a\nc")).isNotEqualTo(RedisKeys.of(start + "a\nb"));
    String large = RedisKeys.of("\u20ac".repeat(1_000));
    assertThat(large.getBytes(UTF_8).length).isLessThanOrEqualTo(400);
  }
}
