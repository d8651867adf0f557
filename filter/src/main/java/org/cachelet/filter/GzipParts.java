// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Joins parts of a body to one gzip stream (RFC 1952) without compressing them again: each part is
 * deflated (RFC 1951) by itself once, and ends at a whole byte. Used by one thread.
 */
final class GzipParts {
  /** Deflate, no name, no time, unknown system. */
  private static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff};

  /** An empty last block. */
  private static final byte[] LAST_BLOCK = {3, 0};

  private static final int TRAILER_LENGTH = 8;

  /** The most that a stored block holds (RFC 1951 section 3.2.4). */
  private static final int LONGEST_STORED = 0xffff;

  private static final int STORED_HEAD = 5;

  private final ByteArrayOutputStream out;
  private final CRC32 sum = new CRC32();
  private long length;

  /**
   * Begins a stream.
   *
   * @param length of all its parts, about
   */
  GzipParts(int length) {
    out = new ByteArrayOutputStream(HEADER.length + length + LAST_BLOCK.length + TRAILER_LENGTH);
    out.writeBytes(HEADER);
  }

  /**
   * Returns a part as it is, which may stand anywhere in a stream: a compressor for a few bytes
   * costs more time than it spares bytes.
   *
   * @throws IllegalArgumentException if it is longer than a stored block
   */
  static byte[] stored(byte[] plain) {
    if (plain.length > LONGEST_STORED) {
      throw new IllegalArgumentException(plain.length + " bytes are too many for one block");
    }
    return ByteBuffer.allocate(STORED_HEAD + plain.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put((byte) 0) // neither the last block nor compressed
        .putShort((short) plain.length)
        .putShort((short) ~plain.length)
        .put(plain)
        .array();
  }

  /**
   * Returns a part, compressed, that may stand anywhere in a stream.
   *
   * @param level as of {@link Deflater}
   */
  static byte[] deflated(byte[] plain, int level) {
    Deflater deflater = new Deflater(level, true);
    try {
      deflater.setInput(plain);
      byte[] buffer = new byte[plain.length / 2 + 64];
      ByteArrayOutputStream part = new ByteArrayOutputStream(buffer.length);
      int written = buffer.length;
      while (written == buffer.length) { // less than asked for means that all is flushed
        written = deflater.deflate(buffer, 0, buffer.length, Deflater.FULL_FLUSH);
        part.write(buffer, 0, written);
      }
      return part.toByteArray();
    } finally {
      deflater.end();
    }
  }

  /** Adds a part. */
  GzipParts add(byte[] plain, byte[] deflated) {
    sum.update(plain);
    length += plain.length;
    out.writeBytes(deflated);
    return this;
  }

  /** Ends the stream and returns it. */
  byte[] toByteArray() {
    out.writeBytes(LAST_BLOCK);
    ByteBuffer trailer = ByteBuffer.allocate(TRAILER_LENGTH).order(ByteOrder.LITTLE_ENDIAN);
    out.writeBytes(trailer.putInt((int) sum.getValue()).putInt((int) length).array());
    return out.toByteArray();
  }
}
