// SPDX-License-Identifier: Apache-2.0
package org.cachelet.codec;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes the parts of a binary format, each so that {@link BinaryReader} knows where it ends. Used
 * by one thread.
 */
public final class BinaryWriter {
  private static final int MORE = 0x80;

  private byte[] bytes;
  private int size;

  /**
   * Begins with nothing written.
   *
   * @param expected about how many bytes it will be; more than zero
   */
  public BinaryWriter(int expected) {
    bytes = new byte[expected];
  }

  /** Writes the lowest eight bits. */
  public BinaryWriter octet(int value) {
    room(1)[size++] = (byte) value;
    return this;
  }

  /** Writes four bytes, the highest first. */
  public BinaryWriter fixed(int value) {
    ByteBuffer.wrap(room(Integer.BYTES)).putInt(size, value);
    size += Integer.BYTES;
    return this;
  }

  /** Writes a number in as few bytes as its size needs, one to ten; negative ones take ten. */
  public BinaryWriter number(long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      octet(((int) rest & 0x7F) | MORE);
      rest >>>= 7;
    }
    return octet((int) rest);
  }

  /** Writes the number of the bytes, then the bytes. */
  public BinaryWriter bytes(byte[] value) {
    return number(value.length).raw(value);
  }

  /**
   * Writes a text as the bytes of its UTF-8 form.
   *
   * @throws CodecException if it has none, since half of a surrogate pair stands alone in it
   */
  public BinaryWriter text(String value) {
    byte[] form = value.getBytes(StandardCharsets.UTF_8);
    if (hasSurrogates(value) && !new String(form, StandardCharsets.UTF_8).equals(value)) {
      throw new CodecException("half of a surrogate pair stands alone in a text");
    }
    return bytes(form);
  }

  private static boolean hasSurrogates(String value) {
    for (int i = 0; i < value.length(); i++) {
      if (Character.isSurrogate(value.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  /** Writes the bytes alone: a reader must know how many they are. */
  public BinaryWriter raw(byte[] value) {
    System.arraycopy(value, 0, room(value.length), size, value.length);
    size += value.length;
    return this;
  }

  /** Returns how many bytes have been written. */
  public int size() {
    return size;
  }

  /** Returns what has been written. */
  public byte[] toBytes() {
    return Arrays.copyOf(bytes, size);
  }

  private byte[] room(int more) {
    if (more > bytes.length - size) {
      bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(size, more), size + (size >> 1)));
    }
    return bytes;
  }
}
