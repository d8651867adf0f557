// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter.http;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The origin of a URI (RFC 9110 section 4.3.1).
 *
 * @param scheme {@code http} or {@code https}; kept in lower case
 * @param host a name or an address, one of version 6 without its brackets; kept in lower case
 * @param port also where it is the default one
 */
public record Origin(String scheme, String host, int port) {
  private static final Pattern AUTHORITY =
      Pattern.compile("(\\[[0-9A-Fa-f:.]++]|[^\\[\\]:@]++)(?::(\\d{0,5}))?");

  /** Turns scheme and host to lower case, and takes the brackets off an address. */
  public Origin {
    scheme = scheme.toLowerCase(Locale.ROOT);
    host = host.toLowerCase(Locale.ROOT);
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    }
  }

  /**
   * Returns the origin of a URI with this scheme and authority; empty for other schemes, with user
   * information, or if it is malformed.
   */
  static Optional<Origin> of(String scheme, String authority) {
    Matcher parts = AUTHORITY.matcher(authority);
    int standard = standardPort(scheme.toLowerCase(Locale.ROOT));
    if (standard < 0 || !parts.matches()) {
      return Optional.empty();
    }
    String port = parts.group(2);
    return Optional.of(
        new Origin(
            scheme,
            parts.group(1),
            port == null || port.isEmpty() ? standard : Integer.parseInt(port)));
  }

  private static int standardPort(String scheme) {
    return switch (scheme) {
      case "http" -> 80;
      case "https" -> 443;
      default -> -1;
    };
  }

  /** Returns the origin as a URI begins with it, always with the port. */
  @Override
  public String toString() {
    return scheme + "://" + (host.contains(":") ? '[' + host + ']' : host) + ':' + port;
  }
}
