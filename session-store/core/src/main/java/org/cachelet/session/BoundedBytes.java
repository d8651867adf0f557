// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;

/** Keeps what is written up to a limit, and counts what goes beyond. Used by one thread. */
final class BoundedBytes extends OutputStream {
  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private final int most;
  private long size;

  /** Keeps at most so many bytes. */
  BoundedBytes(int most) {
    this.most = most;
  }

  @Override
  public void write(int octet) {
    write(new byte[] {(byte) octet}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int length) {
    size += length;
    if (size <= most) {
      kept.write(bytes, from, length);
    }
  }

  /** Returns how many bytes were written. */
  long size() {
    return size;
  }

  /** Returns the bytes, all of them if they are no more than the limit. */
  byte[] toBytes() {
    return kept.toByteArray();
  }
}
