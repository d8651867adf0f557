// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

/** What an entry may still be used for (RFC 9111 section 4.2, RFC 5861). */
public enum Freshness {
  /** As is. */
  FRESH,
  /** While it is being replaced. */
  STALE_WHILE_REVALIDATE,
  /** Only when the making of a new one fails. */
  STALE_IF_ERROR,
  /** For nothing: absent, expired or invalidated. */
  NONE
}
