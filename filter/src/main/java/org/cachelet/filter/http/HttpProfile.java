// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter.http;

/** A set of answers to what the RFCs leave open. */
public enum HttpProfile {
  /** For sites with users: in doubt a page is made anew. */
  SAFE,
  /** All that RFC 9111 allows a shared cache, as the best proxies do. */
  RFC
}
