// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter.http;

/**
 * One address, or all that begin with the same bits (RFC 4632 section 3.1).
 *
 * @param network the first address, with zeros behind the prefix
 * @param prefix how many bits all have in common
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never changed
record AddressRange(byte[] network, int prefix) {
  /**
   * Returns the range that {@code 10.0.0.0/8}, {@code fd00::/8} or an address stands for.
   *
   * @throws IllegalArgumentException if it is wrong, also if bits behind the prefix are set
   */
  static AddressRange parse(String text) {
    int slash = text.indexOf('/');
    byte[] network =
        IpAddress.parse(slash < 0 ? text : text.substring(0, slash)).orElseThrow(() -> wrong(text));
    int front = IpAddress.isVersion4(network) ? IpAddress.MAPPED_BITS : 0;
    int bits =
        slash < 0
            ? IpAddress.BITS
            : (int) CacheControl.deltaSeconds(text.substring(slash + 1)).orElse(-1) + front;
    if (bits < front || bits > IpAddress.BITS || hasBitsBehind(network, bits)) {
      throw wrong(text);
    }
    return new AddressRange(network, bits);
  }

  /** Returns whether an address of 16 bytes is in the range. */
  boolean contains(byte[] address) {
    if (IpAddress.isVersion4(address) != IpAddress.isVersion4(network)) {
      return false;
    }
    for (int bit = 0; bit < prefix; bit += Byte.SIZE) {
      int mask = prefix - bit >= Byte.SIZE ? 0xff : 0xff << (Byte.SIZE - (prefix - bit));
      if (((address[bit / Byte.SIZE] ^ network[bit / Byte.SIZE]) & mask) != 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean hasBitsBehind(byte[] network, int bits) {
    for (int bit = bits; bit < IpAddress.BITS; bit++) {
      if ((network[bit / Byte.SIZE] & (0x80 >> (bit % Byte.SIZE))) != 0) {
        return true;
      }
    }
    return false;
  }

  private static IllegalArgumentException wrong(String text) {
    return new IllegalArgumentException(
        "address range '" + text + "' is wrong, allowed are 10.0.0.1, 10.0.0.0/8, ::1, fd00::/8");
  }
}
