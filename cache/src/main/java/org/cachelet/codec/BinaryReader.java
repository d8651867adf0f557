// SPDX-License-Identifier: Apache-2.0
package org.cachelet.codec;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads what {@link BinaryWriter} wrote, or what pretends to be that: no size is believed before
 * there are as many bytes. All methods throw {@link CodecException} where the bytes end too early
 * or cannot be what is asked for. Used by one thread.
 */
public final class BinaryReader {
  private static final int LONGEST_SHIFT = 63;

  /** What stands for bytes that are not UTF-8. */
  private static final char REPLACEMENT = '\uFFFD';

  private final byte[] bytes;
  private final int end;
  private int at;

  /** Reads all of these bytes, which must not change meanwhile. */
  public BinaryReader(byte[] bytes) {
    this(bytes, 0, bytes.length);
  }

  /** Reads these bytes from one index to before another. */
  public BinaryReader(byte[] bytes, int from, int to) {
    this.bytes = bytes;
    this.at = from;
    this.end = to;
  }

  /** Returns the next byte, 0 to 255. */
  public int octet() {
    require(1);
    return Byte.toUnsignedInt(bytes[at++]);
  }

  /** Returns the next four bytes, the highest first. */
  public int fixed() {
    require(Integer.BYTES);
    int value = ByteBuffer.wrap(bytes).getInt(at);
    at += Integer.BYTES;
    return value;
  }

  /** Returns a number written by {@link BinaryWriter#number}. */
  public long number() {
    long value = 0;
    for (int shift = 0; shift <= LONGEST_SHIFT; shift += 7) {
      int next = octet();
      value |= (long) (next & 0x7F) << shift;
      if (next < 0x80) {
        return value;
      }
    }
    throw new CodecException("a number is longer than ten bytes");
  }

  /** Returns a number written by {@link BinaryWriter#number} that is from zero to {@code most}. */
  public long number(long most) {
    long number = number();
    if (number < 0 || number > most) {
      throw new CodecException("a number is " + number + ", allowed is 0 to " + most);
    }
    return number;
  }

  /** Returns a number of parts that follow, of which each takes at least one byte. */
  public int count() {
    long count = number();
    if (count < 0 || count > remaining()) {
      throw new CodecException(
          count + " parts are announced, and " + remaining() + " bytes follow");
    }
    return (int) count;
  }

  /**
   * Returns a number of parts that follow, where each takes far more memory than bytes.
   *
   * @param most how many there can be
   */
  public int count(int most) {
    int count = count();
    if (count > most) {
      throw new CodecException(count + " parts are announced, allowed are " + most);
    }
    return count;
  }

  /** Returns bytes that were written with their number. */
  public byte[] bytes() {
    int length = count();
    at += length;
    return Arrays.copyOfRange(bytes, at - length, at);
  }

  /** Returns a reader of bytes that were written with their number, without copying them. */
  public BinaryReader part() {
    int length = count();
    at += length;
    return new BinaryReader(bytes, at - length, at);
  }

  /** Returns a text. */
  public String text() {
    int length = count();
    at += length;
    String text = new String(bytes, at - length, length, StandardCharsets.UTF_8);
    if (text.indexOf(REPLACEMENT) >= 0 && !isForm(text, at - length)) {
      throw new CodecException("a text is not UTF-8");
    }
    return text;
  }

  /** Returns whether these are the bytes of the text, not what was replaced by a question mark. */
  private boolean isForm(String text, int from) {
    byte[] form = text.getBytes(StandardCharsets.UTF_8);
    return Arrays.equals(form, 0, form.length, bytes, from, at);
  }

  /** Returns all bytes that are left. */
  public byte[] rest() {
    byte[] rest = Arrays.copyOfRange(bytes, at, end);
    at = end;
    return rest;
  }

  /** Returns how many bytes are left. */
  public int remaining() {
    return end - at;
  }

  /** Requires that nothing is left. */
  public void end() {
    if (at != end) {
      throw new CodecException(remaining() + " bytes follow after the end");
    }
  }

  private void require(int length) {
    if (length > remaining()) {
      throw new CodecException("the bytes end too early");
    }
  }
}
