// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.security;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.zip.CRC32C;

/** What somebody writes into Redis who knows the source of Cachelet, but no key. */
final class Forgery {
  private static final byte FORMAT = (byte) 0xA1;
  private static final byte UNPROTECTED = 'N';
  private static final int CHECKSUM_BYTES = 4;

  private Forgery() {}

  /** Returns an attribute without a signature, whose checksum is right. */
  static byte[] attribute(String application, String id, String name, char form, byte[] payload) {
    byte[] head = {FORMAT, (byte) form, UNPROTECTED};
    CRC32C checksum = new CRC32C();
    checksum.update(bound(head, application + ' ' + SessionSite.storage(id), "a:" + name));
    checksum.update(payload);
    return ByteBuffer.allocate(head.length + payload.length + CHECKSUM_BYTES)
        .put(head)
        .put(payload)
        .putInt((int) checksum.getValue())
        .array();
  }

  /** Returns the payload of Kryo that names a class. */
  static byte[] naming(String className) {
    byte[] name = className.getBytes(StandardCharsets.US_ASCII);
    name[name.length - 1] |= (byte) 0x80; // Kryo's end of a text
    return ByteBuffer.allocate(name.length + 4).put((byte) 1).put((byte) 1).put(name).array();
  }

  /** Returns an object as Java serialisation writes it. */
  static byte[] serialized(Object object) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream stream = new ObjectOutputStream(bytes)) {
      stream.writeObject(object);
    }
    return bytes.toByteArray();
  }

  /** Returns the digest of a secret, as it is without a key. */
  static byte[] digest(String storage, String secret) throws Exception {
    byte[] purpose = "secret of a session".getBytes(StandardCharsets.US_ASCII);
    return MessageDigest.getInstance("SHA-256").digest(bound(purpose, storage, secret));
  }

  private static byte[] bound(byte[] head, String... parts) {
    int size = Integer.BYTES + head.length;
    for (String part : parts) {
      size += Integer.BYTES + Character.BYTES * part.length();
    }
    ByteBuffer buffer = ByteBuffer.allocate(size).putInt(head.length).put(head);
    for (String part : parts) {
      buffer.putInt(part.length());
      part.chars().forEach(c -> buffer.putChar((char) c));
    }
    return buffer.array();
  }

  /** Returns the words of a command. */
  static byte[][] bytes(String... words) {
    return Arrays.stream(words)
        .map(word -> word.getBytes(StandardCharsets.UTF_8))
        .toArray(byte[][]::new);
  }
}
