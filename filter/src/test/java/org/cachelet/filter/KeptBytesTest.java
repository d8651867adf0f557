// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class KeptBytesTest {
  @Test
  void bytes_comeBackAsTheyWere_inPiecesOfAnySize() throws Exception {
    Random random = new Random(7);
    ByteArrayOutputStream expected = new ByteArrayOutputStream();
    KeptBytes kept = new KeptBytes(Integer.MAX_VALUE);
    for (int i = 0; i < 500; i++) {
      byte[] piece = new byte[random.nextInt(i % 50 == 0 ? 400_000 : 5_000)];
      random.nextBytes(piece);
      int offset = piece.length / 3;
      kept.append(piece, offset, piece.length - offset);
      expected.write(piece, offset, piece.length - offset);
    }

    ByteArrayOutputStream written = new ByteArrayOutputStream();
    kept.writeTo(written);

    assertThat(kept.size()).isEqualTo(expected.size());
    assertThat(kept.toByteArray()).isEqualTo(expected.toByteArray());
    assertThat(written.toByteArray()).isEqualTo(expected.toByteArray());
  }

  @ParameterizedTest
  @CsvSource({
    "10, 0, 10, true",
    "10, 0, 11, false",
    "10, 10, 0, true",
    "10, 9, 2, false",
    "2147483647, 10, 2147483647, false"
  })
  void fits_isTrue_upToTheLimit(int limit, int size, int more, boolean fits) {
    KeptBytes kept = new KeptBytes(limit);
    kept.append(new byte[size], 0, size);

    assertThat(kept.fits(more)).isEqualTo(fits);
  }

  @Test
  void clear_forgetsAll() {
    KeptBytes kept = new KeptBytes(100);
    kept.append(new byte[50], 0, 50);
    kept.clear();
    kept.append(new byte[] {1}, 0, 1);

    assertThat(kept.toByteArray()).containsExactly(1);
  }
}
