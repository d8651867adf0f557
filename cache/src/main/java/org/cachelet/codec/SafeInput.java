// SPDX-License-Identifier: Apache-2.0
package org.cachelet.codec;

import com.esotericsoftware.kryo.io.Input;

/**
 * Input that believes no size before it has seen that so many bytes are there.
 *
 * <p>Each element of a message has at least one byte that belongs to no other element. So all sizes
 * together never exceed the length of the message, and what is allocated for them is bounded,
 * however they are nested.
 */
final class SafeInput extends Input {
  private int allowance;

  /** Reads all of these bytes. */
  SafeInput(byte[] bytes) {
    super(bytes);
    allowance = bytes.length;
  }

  /**
   * Reads a number of elements of at least {@code bytesEach} bytes.
   *
   * @throws CodecException if the rest of the message cannot hold them
   */
  int readSize(int bytesEach) {
    int size = readVarInt(true);
    claim(size, bytesEach);
    return size;
  }

  @Override
  public String readString() {
    int start = position();
    if (readVarIntFlag()) {
      claim(Math.max(0, readVarIntFlag(true) - 1), 1); // stored plus one, as 0 means null
      setPosition(start);
    }
    String text = super.readString();
    if (text == null) {
      throw new CodecException("the bytes lack a text");
    }
    return text;
  }

  /** Returns the number of bytes not read yet. */
  int remaining() {
    return limit() - position();
  }

  private void claim(int size, int bytesEach) {
    long bytes = (long) size * bytesEach;
    if (bytes < 0 || bytes > remaining() || bytes > allowance) {
      throw new CodecException(
          "the bytes announce " + size + " elements, but only " + remaining() + " bytes follow");
    }
    allowance -= (int) bytes;
  }
}
