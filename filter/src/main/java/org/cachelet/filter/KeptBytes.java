// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/** Bytes kept up to a limit, in pieces, so that growing never copies what is there already. */
final class KeptBytes {
  private static final int FIRST_PIECE = 4 * 1024;
  private static final int LARGEST_PIECE = 256 * 1024;

  private final int limit;
  private final List<byte[]> full = new ArrayList<>();
  private byte[] last = new byte[0];
  private int used;
  private int size;

  /** Keeps at most {@code limit} bytes. */
  KeptBytes(int limit) {
    this.limit = limit;
  }

  /** Returns how many bytes are kept. */
  int size() {
    return size;
  }

  /** Whether so many more bytes are within the limit. */
  boolean fits(int length) {
    return length <= limit - size;
  }

  /** Appends bytes that {@linkplain #fits(int) fit}. */
  void append(byte[] bytes, int offset, int length) {
    int copied = Math.min(length, last.length - used);
    System.arraycopy(bytes, offset, last, used, copied);
    used += copied;
    if (copied < length) {
      grow(length - copied);
      System.arraycopy(bytes, offset + copied, last, 0, length - copied);
      used = length - copied;
    }
    size += length;
  }

  /** Forgets all bytes and gives their memory back. */
  void clear() {
    full.clear();
    last = new byte[0];
    used = 0;
    size = 0;
  }

  /** Writes all bytes to a stream. */
  void writeTo(OutputStream out) throws IOException {
    for (byte[] piece : full) {
      out.write(piece);
    }
    out.write(last, 0, used);
  }

  /** Returns all bytes in one new array of exactly their size. */
  byte[] toByteArray() {
    byte[] bytes = new byte[size];
    int position = 0;
    for (byte[] piece : full) {
      System.arraycopy(piece, 0, bytes, position, piece.length);
      position += piece.length;
    }
    System.arraycopy(last, 0, bytes, position, used);
    return bytes;
  }

  private void grow(int needed) {
    if (used > 0) {
      full.add(last);
    }
    int wished = Math.min(Math.max(size, FIRST_PIECE), LARGEST_PIECE);
    last = new byte[Math.max(needed, wished)];
  }
}
