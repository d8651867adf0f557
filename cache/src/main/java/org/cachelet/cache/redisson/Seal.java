// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache.redisson;

import java.nio.ByteBuffer;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What the bytes of an entry end with: with keys a signature (HMAC-SHA256, RFC 2104), which shows
 * that a node wrote them; without, a checksum (CRC-32C), which shows that they were not damaged.
 * Thread-safe.
 */
final class Seal {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int SIGNATURE_BYTES = 32;

  private final List<SecretKeySpec> keys;

  /** Signs with the first of these keys, and accepts all of them; without any, checksums. */
  Seal(List<byte[]> keys) {
    this.keys = keys.stream().map(key -> new SecretKeySpec(key, ALGORITHM)).toList();
  }

  /** Returns whether entries are signed. */
  boolean isSigned() {
    return !keys.isEmpty();
  }

  /** Returns how many bytes a seal takes. */
  int size() {
    return isSigned() ? SIGNATURE_BYTES : Integer.BYTES;
  }

  /** Writes, after the first bytes of an array that are sealed, their seal. */
  void write(byte[] sealed) {
    int end = sealed.length - size();
    if (isSigned()) {
      System.arraycopy(signature(keys.get(0), sealed, end), 0, sealed, end, SIGNATURE_BYTES);
    } else {
      ByteBuffer.wrap(sealed).putInt(end, checksum(sealed, end));
    }
  }

  /** Returns whether bytes end with the seal of those before it. */
  boolean isIntact(byte[] sealed) {
    int end = sealed.length - size();
    if (end < 0) {
      return false;
    }
    return isSigned()
        ? isSignature(Arrays.copyOfRange(sealed, end, sealed.length), sealed, end)
        : ByteBuffer.wrap(sealed).getInt(end) == checksum(sealed, end);
  }

  private boolean isSignature(byte[] seal, byte[] bytes, int end) {
    return keys.stream().anyMatch(key -> MessageDigest.isEqual(seal, signature(key, bytes, end)));
  }

  private static int checksum(byte[] bytes, int end) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, end);
    return (int) crc.getValue();
  }

  private static byte[] signature(SecretKeySpec key, byte[] bytes, int end) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      mac.update(bytes, 0, end);
      return mac.doFinal();
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException(e); // every JDK has it, and it takes any key
    }
  }
}
