// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import org.cachelet.cache.Input;
import org.cachelet.codec.CodecException;
import org.junit.jupiter.api.Test;

/** Lists of inputs as bytes, and bytes that pretend to be such lists. */
final class VaryListFormatTest {
  private static final VaryListFormat FORMAT = new VaryListFormat();
  private static final VaryList LIST =
      new VaryList(
          Set.of(
              Input.of("locale"),
              new Input("header", "accept-language"),
              new Input("cookie", "a:b \u20ac"),
              new Input("param", "q")));

  @Test
  void list_isTheSame_whenItWasReadBack() {
    assertThat(FORMAT.writes(LIST)).isTrue();
    assertThat(FORMAT.read(FORMAT.write(LIST))).isEqualTo(LIST);
    VaryList none = new VaryList(Set.of());
    assertThat(FORMAT.read(FORMAT.write(none))).isEqualTo(none);
  }

  @Test
  void cutBytes_areRefused() {
    byte[] bytes = FORMAT.write(LIST);
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatExceptionOfType(CodecException.class).isThrownBy(() -> FORMAT.read(cut));
    }
  }

  @Test
  void damagedBytes_areAListOrRefused() {
    byte[] bytes = FORMAT.write(LIST);
    Random random = new Random(7);
    int refused = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] damaged = bytes.clone();
      damaged[random.nextInt(damaged.length)] ^= (byte) (1 + random.nextInt(255));
      try {
        assertThat(FORMAT.read(damaged)).isInstanceOf(VaryList.class);
      } catch (CodecException e) {
        refused++;
      }
    }
    assertThat(refused).isPositive();
  }
}
