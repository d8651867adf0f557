// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache.redisson;

import java.util.Arrays;
import java.util.zip.Deflater;
import org.cachelet.codec.BinaryReader;
import org.cachelet.codec.BinaryWriter;
import org.cachelet.codec.Expansion;

/** Makes larger contents smaller (RFC 1951), where that is worth it. Thread-safe. */
final class Compression {
  private static final int NUMBER_BYTES = 5;

  private final long from;

  /**
   * Compresses contents of some size and more.
   *
   * @param from in bytes
   */
  Compression(long from) {
    this.from = from;
  }

  /** Returns the bytes compressed, with their number before them; or the same bytes as they are. */
  byte[] compressed(byte[] bytes) {
    if (bytes.length < from) {
      return bytes;
    }
    Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
    try {
      deflater.setInput(bytes);
      deflater.finish();
      byte[] room = new byte[bytes.length - bytes.length / 8]; // less is not worth the expanding
      int length = deflater.deflate(room);
      return deflater.finished() ? numbered(bytes.length, room, length) : bytes;
    } finally {
      deflater.end();
    }
  }

  /**
   * Returns the bytes that were compressed.
   *
   * @param most how many they may be
   * @throws org.cachelet.codec.CodecException if these are no compressed bytes, or of more
   */
  byte[] expanded(BinaryReader reader, int most) {
    int length = (int) reader.number(most);
    byte[] compressed = reader.rest();
    return Expansion.of(compressed, 0, compressed.length, length);
  }

  private static byte[] numbered(int number, byte[] room, int length) {
    BinaryWriter writer = new BinaryWriter(NUMBER_BYTES + length);
    return writer.number(number).raw(Arrays.copyOf(room, length)).toBytes();
  }
}
