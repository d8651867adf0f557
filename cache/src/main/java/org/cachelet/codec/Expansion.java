// SPDX-License-Identifier: Apache-2.0
package org.cachelet.codec;

import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Expands compressed bytes of unknown origin, without a belief in the size that they announce. */
public final class Expansion {
  private static final int PIECE = 16 << 10;

  private Expansion() {}

  /**
   * Returns the expanded bytes. Memory is taken as they really come.
   *
   * @param inflater with its input set
   * @param length how many bytes there must be, no more and no fewer
   * @throws CodecException if there are not, or the input is damaged
   */
  public static byte[] of(Inflater inflater, int length) {
    try {
      byte[] bytes = expand(inflater, length);
      if (inflater.inflate(new byte[1]) == 0 && inflater.finished()) {
        return bytes;
      }
    } catch (DataFormatException e) {
      throw new CodecException("compressed bytes are damaged", e);
    }
    throw new CodecException("compressed bytes are more than the announced " + length);
  }

  private static byte[] expand(Inflater inflater, int length) throws DataFormatException {
    byte[] bytes = new byte[Math.min(length, PIECE)];
    int size = 0;
    while (size < length) {
      if (size == bytes.length) {
        bytes = Arrays.copyOf(bytes, (int) Math.min(length, 4L * size));
      }
      int more = inflater.inflate(bytes, size, bytes.length - size);
      if (more == 0) {
        throw new CodecException("compressed bytes are fewer than the announced " + length);
      }
      size += more;
    }
    return bytes;
  }
}
