// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter.http;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where a page is, as the application sees it.
 *
 * @param scheme {@code http} or {@code https}; kept in lower case
 * @param host the name or address of the host, one that is allowed; kept in lower case
 * @param port the port, also where it is the default one
 * @param contextPath the path of the application, empty for the root
 * @param rawPath the path within the application, not decoded
 * @param query the canonical query, null if there is none
 */
public record PageAddress(
    String scheme,
    String host,
    int port,
    String contextPath,
    String rawPath,
    @Nullable String query) {
  /** Turns scheme and host to lower case. */
  public PageAddress {
    scheme = scheme.toLowerCase(Locale.ROOT);
    host = host.toLowerCase(Locale.ROOT);
  }
}
