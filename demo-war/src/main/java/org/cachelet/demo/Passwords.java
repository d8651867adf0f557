// SPDX-License-Identifier: Apache-2.0
package org.cachelet.demo;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.jspecify.annotations.Nullable;

/** Passwords as PBKDF2 hashes in the form {@code iterations:salt:hash}, Base64. */
final class Passwords {
  private static final int ITERATIONS = 600_000;
  private static final int SALT_BYTES = 16;
  private static final int HASH_BITS = 256;
  private static final String NOBODY = // so that an unknown name takes as long as a wrong password
      ITERATIONS + ":AAAAAAAAAAAAAAAAAAAAAA==:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

  private Passwords() {}

  /** Returns a new hash of a password. */
  static String hash(String password) {
    byte[] salt = new byte[SALT_BYTES];
    new SecureRandom().nextBytes(salt);
    Base64.Encoder base64 = Base64.getEncoder();
    return ITERATIONS
        + ":"
        + base64.encodeToString(salt)
        + ":"
        + base64.encodeToString(derive(password, salt, ITERATIONS));
  }

  /** Returns whether a password belongs to a hash; never true without a hash. */
  static boolean matches(String password, @Nullable String hash) {
    List<String> parts = List.of((hash == null ? NOBODY : hash).split(":", -1));
    byte[] salt = Base64.getDecoder().decode(parts.get(1));
    byte[] expected = Base64.getDecoder().decode(parts.get(2));
    byte[] actual = derive(password, salt, Integer.parseInt(parts.get(0)));
    return MessageDigest.isEqual(expected, actual) && hash != null;
  }

  private static byte[] derive(String password, byte[] salt, int iterations) {
    PBEKeySpec spec = new PBEKeySpec(password.toCharArray(), salt, iterations, HASH_BITS);
    try {
      return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec).getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("PBKDF2WithHmacSHA256 is missing from this JDK", e);
    }
  }
}
