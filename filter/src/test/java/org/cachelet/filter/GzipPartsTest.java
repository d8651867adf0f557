// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** Parts that are compressed once each. */
final class GzipPartsTest {
  @Test
  void parts_areOneStream_inAnyOrderAndNumber() throws IOException {
    Random random = new Random(1);
    List<byte[]> plains = new ArrayList<>();
    for (int size : new int[] {0, 1, 100, 70_000, 1 << 20}) {
      byte[] noise = new byte[size];
      random.nextBytes(noise);
      plains.add(noise);
      plains.add("a text that repeats ".repeat(size / 20).getBytes(UTF_8));
    }
    List<byte[]> deflated = plains.stream().map(plain -> GzipParts.deflated(plain, 6)).toList();
    List<byte[]> packed = new ArrayList<>(deflated);
    for (int i = 0; i < 6; i++) { // those that one block holds
      plains.add(plains.get(i));
      packed.add(GzipParts.stored(plains.get(i)));
    }
    for (int round = 0; round < 50; round++) {
      GzipParts parts = new GzipParts(1_000);
      ByteArrayOutputStream expected = new ByteArrayOutputStream();
      for (int i = random.nextInt(8); i > 0; i--) {
        int which = random.nextInt(plains.size());
        parts.add(plains.get(which), packed.get(which));
        expected.writeBytes(plains.get(which));
      }
      assertThat(expanded(parts.toByteArray())).isEqualTo(expected.toByteArray());
    }
  }

  @Test
  void part_isSmall_whenItRepeats() {
    assertThat(GzipParts.deflated("text ".repeat(10_000).getBytes(UTF_8), 6).length)
        .isLessThan(500);
  }

  @Test
  void storedPart_isRefused_whenItIsTooLongForABlock() throws IOException {
    byte[] longest = "x".repeat(65_535).getBytes(UTF_8);
    byte[] stream = new GzipParts(0).add(longest, GzipParts.stored(longest)).toByteArray();
    assertThat(expanded(stream)).isEqualTo(longest);
    assertThatIllegalArgumentException().isThrownBy(() -> GzipParts.stored(new byte[65_536]));
  }

  private static byte[] expanded(byte[] gzip) throws IOException {
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
      return in.readAllBytes();
    }
  }
}
