// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session;

/** How attributes are protected from whoever can reach Redis. */
enum Protection {
  /** Not at all. */
  NONE,
  /** Signed with HMAC-SHA256 (RFC 2104): they can be read, not changed or moved. */
  HMAC,
  /** Encrypted with AES-GCM (NIST SP 800-38D): they can neither be read, nor changed or moved. */
  AES_GCM
}
