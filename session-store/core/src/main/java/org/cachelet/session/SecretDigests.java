// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/**
 * What Redis keeps of the secret of a session, so that reading Redis makes nobody its visitor.
 * Thread-safe.
 */
final class SecretDigests {
  private static final byte[] PURPOSE = "secret of a session".getBytes(StandardCharsets.US_ASCII);

  private final List<SessionKey> keys;

  /**
   * Makes digests with these keys.
   *
   * @param keys secret texts, the current one first; none for digests without a key
   */
  SecretDigests(List<String> keys) {
    this.keys = SessionKey.allOf(keys);
  }

  /** Returns the digests for an id, which are made once: the id keeps them. */
  List<byte[]> of(SessionId id) {
    Known known = id.digests();
    if (known == null || known.by != this) {
      known = new Known(this, of(id.storage(), id.secret()));
      id.keep(known);
    }
    return known.digests;
  }

  /**
   * The digests of an id.
   *
   * @param by what has made them
   */
  record Known(SecretDigests by, List<byte[]> digests) {}

  /**
   * Returns the digests that the secret of this session may have in Redis, the one to write first.
   */
  List<byte[]> of(String storage, String secret) {
    byte[] bytes = Bound.of(PURPOSE, storage, secret);
    return keys.isEmpty()
        ? List.of(sha256(bytes))
        : keys.stream().map(key -> key.digest(bytes)).toList();
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
