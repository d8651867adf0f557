// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A configured secret, as one key for each purpose, made by HKDF with SHA-256 (RFC 5869).
 * Thread-safe.
 */
final class SessionKey {
  /** How many bytes name a key. */
  static final int ID_BYTES = 4;

  private static final String HMAC = "HmacSHA256";
  private static final byte[] SALT = ascii("org.cachelet.session");
  private static final byte[] FIRST_BLOCK = {1}; // RFC 5869 section 2.3: one is enough here

  private final byte[] id;
  private final byte[] signing;
  private final byte[] encrypting;
  private final byte[] digesting;

  /** Makes the keys of a secret. */
  SessionKey(String secret) {
    byte[] root = hmac(SALT, secret.getBytes(StandardCharsets.UTF_8));
    id = Arrays.copyOf(expand(root, "id of the key"), ID_BYTES);
    signing = expand(root, "signature of an attribute");
    encrypting = expand(root, "encryption of an attribute");
    digesting = expand(root, "digest of a secret");
  }

  /** Makes the keys of several secrets. */
  static List<SessionKey> allOf(List<String> secrets) {
    return secrets.stream().map(SessionKey::new).toList();
  }

  /** Returns what names this key in the bytes that it sealed. */
  byte[] id() {
    return id.clone();
  }

  /** Returns whether the name is that of this key. */
  boolean isNamed(byte[] name) {
    return Arrays.equals(id, name);
  }

  /** Returns the signature of these bytes. */
  byte[] sign(byte[]... parts) {
    return hmac(signing, parts);
  }

  /**
   * Returns the key that encrypts for one owner: as each has its own, random nonces never repeat,
   * however many attributes there are (NIST SP 800-38D section 8.3).
   */
  byte[] encryptionKey(String owner) {
    return hmac(encrypting, Bound.of(new byte[0], owner));
  }

  /** Returns the digest of these bytes, which only who has the key can make. */
  byte[] digest(byte[] bytes) {
    return hmac(digesting, bytes);
  }

  private static byte[] expand(byte[] root, String purpose) {
    return hmac(root, ascii(purpose), FIRST_BLOCK);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] hmac(byte[] key, byte[]... parts) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(key, HMAC));
      for (byte[] part : parts) {
        mac.update(part);
      }
      return mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + HMAC, e);
    }
  }
}
