// SPDX-License-Identifier: Apache-2.0
package org.cachelet.codec;

/** Turns values into bytes and back; implementations are safe for use by several threads. */
public interface ValueCodec {
  /**
   * Returns the bytes that {@link #decode(byte[])} turns into an equal value.
   *
   * @throws CodecException if the value, or a part of it, has no bytes
   */
  byte[] encode(Object value);

  /**
   * Returns a new value made from these bytes, which may be damaged or hostile.
   *
   * @throws CodecException if these are not the bytes of a value that may be made
   */
  Object decode(byte[] bytes);

  /**
   * Returns a new value of the expected type made from these bytes.
   *
   * @throws CodecException as {@link #decode(byte[])}, and if the value is of another type
   */
  default <T> T decode(byte[] bytes, Class<T> expected) {
    Object value = decode(bytes);
    if (!expected.isInstance(value)) {
      throw new CodecException(
          "the bytes hold a "
              + value.getClass().getName()
              + ", not the expected "
              + expected.getName());
    }
    return expected.cast(value);
  }
}
