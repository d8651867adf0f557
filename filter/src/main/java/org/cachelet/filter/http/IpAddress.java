// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter.http;

import java.util.Arrays;
import java.util.Optional;

/**
 * The literal form of IP addresses: four decimal numbers (RFC 1123 section 2.1), or version 6 (RFC
 * 4291 section 2.2) with or without brackets and a zone. Names are never resolved.
 */
final class IpAddress {
  /** The bits of an address; those of version 4 are mapped into version 6. */
  static final int BITS = 128;

  /** The bits in front of an address of version 4 (RFC 4291 section 2.5.5.2). */
  static final int MAPPED_BITS = 96;

  private static final int BYTES = 16;
  private static final int BYTES_V4 = 4;
  private static final int GROUPS = 8;
  private static final int MAX_DIGITS = 4;
  private static final int MAX_OCTET = 255;
  private static final int HEX = 16;

  private IpAddress() {}

  /** Returns the 16 bytes of an address, empty if the text is none. */
  static Optional<byte[]> parse(String text) {
    boolean brackets = text.startsWith("[") && text.endsWith("]");
    String address = brackets ? text.substring(1, text.length() - 1) : text;
    int zone = address.indexOf('%');
    String plain = zone < 0 ? address : address.substring(0, zone);
    if (plain.indexOf(':') >= 0) {
      return version6(plain);
    }
    return brackets || zone >= 0 ? Optional.empty() : version4(plain).map(IpAddress::mapped);
  }

  /** Returns whether this is an address of version 4. */
  static boolean isVersion4(byte[] address) {
    for (int i = 0; i < BYTES - BYTES_V4 - 2; i++) {
      if (address[i] != 0) {
        return false;
      }
    }
    return address[BYTES - BYTES_V4 - 2] == -1 && address[BYTES - BYTES_V4 - 1] == -1;
  }

  private static byte[] mapped(byte[] version4) {
    byte[] address = new byte[BYTES];
    address[BYTES - BYTES_V4 - 2] = -1;
    address[BYTES - BYTES_V4 - 1] = -1;
    System.arraycopy(version4, 0, address, BYTES - BYTES_V4, BYTES_V4);
    return address;
  }

  private static Optional<byte[]> version4(String text) {
    String[] parts = text.split("\\.", -1);
    byte[] address = new byte[BYTES_V4];
    for (int i = 0; i < parts.length; i++) {
      int octet = parts.length == BYTES_V4 ? octet(parts[i]) : -1;
      if (octet < 0) {
        return Optional.empty();
      }
      address[i] = (byte) octet;
    }
    return Optional.of(address);
  }

  /** A leading zero would mean octal to some. */
  private static int octet(String text) {
    boolean digits =
        !text.isEmpty()
            && text.length() < MAX_DIGITS
            && text.chars().allMatch(c -> c >= '0' && c <= '9')
            && (text.length() == 1 || text.charAt(0) != '0');
    int octet = digits ? Integer.parseInt(text) : -1;
    return octet > MAX_OCTET ? -1 : octet;
  }

  private static Optional<byte[]> version6(String text) {
    int gap = text.indexOf("::");
    if (gap < 0) {
      return groups(text).filter(all -> all.length == BYTES);
    }
    if (text.lastIndexOf('.', gap) >= 0) { // version 4 may only be embedded at the end
      return Optional.empty();
    }
    Optional<byte[]> head = groups(text.substring(0, gap));
    Optional<byte[]> tail = groups(text.substring(gap + 2));
    if (head.isEmpty() || tail.isEmpty() || head.get().length + tail.get().length > BYTES - 2) {
      return Optional.empty();
    }
    byte[] address = Arrays.copyOf(head.get(), BYTES);
    int length = tail.get().length;
    System.arraycopy(tail.get(), 0, address, BYTES - length, length);
    return Optional.of(address);
  }

  /** Returns the bytes of groups between colons, the last of which may be of version 4. */
  private static Optional<byte[]> groups(String text) {
    if (text.isEmpty()) {
      return Optional.of(new byte[0]);
    }
    String[] parts = text.split(":", -1);
    byte[] bytes = new byte[2 * parts.length + 2];
    int length = 0;
    for (int i = 0; i < parts.length && parts.length <= GROUPS; i++) {
      boolean embedded = i == parts.length - 1 && parts[i].indexOf('.') >= 0;
      Optional<byte[]> group = embedded ? version4(parts[i]) : group(parts[i]);
      if (group.isEmpty()) {
        return Optional.empty();
      }
      System.arraycopy(group.get(), 0, bytes, length, group.get().length);
      length += group.get().length;
    }
    return length == 0 || length > BYTES
        ? Optional.empty()
        : Optional.of(Arrays.copyOf(bytes, length));
  }

  private static Optional<byte[]> group(String text) {
    boolean hex =
        !text.isEmpty()
            && text.length() <= MAX_DIGITS
            && text.chars().allMatch(c -> c < 0x80 && Character.digit(c, HEX) >= 0);
    if (!hex) {
      return Optional.empty();
    }
    int value = Integer.parseInt(text, HEX);
    return Optional.of(new byte[] {(byte) (value >> Byte.SIZE), (byte) value});
  }
}
