// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session;

import java.nio.ByteBuffer;

/**
 * What a seal or a digest covers beside the bytes themselves: parts of which each says how long it
 * is, so that no other parts give the same bytes.
 */
final class Bound {
  private Bound() {}

  /** Returns the bytes of these, with every half of a surrogate pair, which UTF-8 would lose. */
  static byte[] of(byte[] head, String... parts) {
    int size = Integer.BYTES + head.length;
    for (String part : parts) {
      size += Integer.BYTES + Character.BYTES * part.length();
    }
    ByteBuffer buffer = ByteBuffer.allocate(size).putInt(head.length).put(head);
    for (String part : parts) {
      buffer.putInt(part.length());
      for (int i = 0; i < part.length(); i++) {
        buffer.putChar(part.charAt(i));
      }
    }
    return buffer.array();
  }
}
