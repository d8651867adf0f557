// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter.http;

import java.util.Locale;

/** The cache directives of a request (RFC 9111 section 5.2.1), which a cache may ignore. */
public enum RequestDirective {
  /** Use no response that is older than that, or stale. */
  MAX_AGE,
  /** A stale response is welcome. */
  MAX_STALE,
  /** Use no response that will be stale so soon. */
  MIN_FRESH,
  /** Use no stored response that was not validated. */
  NO_CACHE,
  /** Store nothing of this exchange. */
  NO_STORE,
  /** Answer from the cache or with 504. */
  ONLY_IF_CACHED;

  private final String text = name().toLowerCase(Locale.ROOT).replace('_', '-');

  /** Returns the directive as it stands in a field. */
  @Override
  public String toString() {
    return text;
  }
}
