// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session;

import org.cachelet.codec.CodecException;
import org.cachelet.codec.ValueCodec;

/** Turns attributes of sessions into bytes and back, each by itself. Thread-safe. */
final class AttributeCodec {
  private final ValueCodec values;

  /** Writes values with a codec. */
  AttributeCodec(ValueCodec values) {
    this.values = values;
  }

  /**
   * Returns the bytes of an attribute.
   *
   * @param owner whose attribute it is: bytes of one session cannot be read in another
   * @throws IllegalArgumentException if it has none; names the attribute and the remedy
   */
  byte[] encode(String owner, String name, Object value) {
    try {
      return values.encode(value);
    } catch (CodecException e) {
      throw new IllegalArgumentException(
          "attribute '" + name + "' cannot be in a session: " + e.getMessage(), e);
    }
  }

  /**
   * Returns the value that these bytes hold, which may be damaged or hostile.
   *
   * @throws UnreadableAttributeException if there is none
   */
  Object decode(String owner, String name, byte[] bytes) {
    try {
      return values.decode(bytes);
    } catch (CodecException e) {
      throw new UnreadableAttributeException(
          "attribute '" + name + "' cannot be read: " + e.getMessage(), e);
    }
  }
}
