// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import org.cachelet.codec.CodecException;
import org.cachelet.codec.Expansion;

/** The gzip content coding (RFC 9110 section 8.4.1.3). */
final class Gzip {
  /** The size of the header without optional parts (RFC 1952 section 2.3). */
  private static final int HEADER = 10;

  /** The size of checksum and length at the end. */
  private static final int TRAILER = 8;

  /** Both bytes of identification, deflate, and no flags. */
  private static final int MAGIC_WITHOUT_EXTRAS = 0x0008_8B1F;

  private Gzip() {}

  /** Returns the bytes compressed. */
  static byte[] compressed(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length / 4 + 64);
    try (GZIPOutputStream gzip = new GZIPOutputStream(out, 8192)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not fail so
    }
    return out.toByteArray();
  }

  /**
   * Returns the bytes that {@link #compressed} made these of.
   *
   * @param length how many there must be
   * @throws CodecException if these are not the bytes of so many
   */
  static byte[] expanded(byte[] compressed, int length) {
    ByteBuffer numbers = ByteBuffer.wrap(compressed).order(ByteOrder.LITTLE_ENDIAN);
    if (compressed.length < HEADER + TRAILER || numbers.getInt(0) != MAGIC_WITHOUT_EXTRAS) {
      throw new CodecException("a compressed body does not begin as one");
    }
    int end = compressed.length - TRAILER;
    byte[] bytes = Expansion.of(compressed, HEADER, end, length);
    CRC32 crc = new CRC32();
    crc.update(bytes);
    if (numbers.getInt(end) != (int) crc.getValue() || numbers.getInt(end + 4) != length) {
      throw new CodecException("a compressed body does not end as one");
    }
    return bytes;
  }
}
