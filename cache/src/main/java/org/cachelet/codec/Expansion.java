// SPDX-License-Identifier: Apache-2.0
package org.cachelet.codec;

import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Expands compressed bytes of unknown origin, without a belief in the size that they announce.
 * Thread-safe.
 */
public final class Expansion {
  private static final int PIECE = 16 << 10;

  /** How many times as long text becomes at most, as a rule. */
  private static final int USUAL_GROWTH = 16;

  /** What expands, kept for the next ones, since making one takes longer than expanding little. */
  private static final BlockingQueue<Inflater> IDLE = new ArrayBlockingQueue<>(8);

  private Expansion() {}

  /**
   * Returns the bytes that were compressed (RFC 1951). Memory is taken as they really come.
   *
   * @param compressed has them among other bytes
   * @param from the index of the first
   * @param to the index after the last
   * @param length how many bytes there must be, no more and no fewer
   * @throws CodecException if there are not, or the input is damaged
   */
  public static byte[] of(byte[] compressed, int from, int to, int length) {
    Inflater idle = IDLE.poll();
    Inflater inflater = idle == null ? new Inflater(true) : idle;
    try {
      inflater.setInput(compressed, from, to - from);
      return all(inflater, length);
    } finally {
      inflater.reset();
      if (!IDLE.offer(inflater)) {
        inflater.end();
      }
    }
  }

  private static byte[] all(Inflater inflater, int length) {
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
    int likely = Math.max(PIECE, USUAL_GROWTH * inflater.getRemaining());
    byte[] bytes = new byte[Math.min(length, likely)];
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
