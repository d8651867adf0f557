// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter.http;

import java.util.Optional;

/**
 * A host as fields name it (RFC 9110 section 7.2).
 *
 * @param host the name, or the address, one of version 6 in brackets
 * @param port the port; 0 if it is not named
 */
public record HostPort(String host, int port) {
  private static final int MAX_PORT = 65_535;

  /** Returns the host that a field names, empty if it is malformed. */
  static Optional<HostPort> parse(String text) {
    int end = text.startsWith("[") ? text.indexOf(']') + 1 : text.indexOf(':');
    String host = end < 0 ? text : text.substring(0, end);
    String rest = end < 0 ? "" : text.substring(end);
    boolean valid = text.startsWith("[") ? IpAddress.parse(host).isPresent() : isName(host);
    if (!valid || rest.isEmpty()) {
      return valid ? Optional.of(new HostPort(host, 0)) : Optional.empty();
    }
    return rest.startsWith(":")
        ? port(rest.substring(1)).map(port -> new HostPort(host, port))
        : Optional.empty();
  }

  /** Returns the port that a text names, empty if it is none. */
  static Optional<Integer> port(String text) {
    long port = CacheControl.deltaSeconds(text).orElse(0);
    return port < 1 || port > MAX_PORT ? Optional.empty() : Optional.of((int) port);
  }

  private static boolean isName(String text) {
    return !text.isEmpty()
        && text.chars()
            .allMatch(
                c ->
                    (c >= 'a' && c <= 'z')
                        || (c >= 'A' && c <= 'Z')
                        || (c >= '0' && c <= '9')
                        || "-_.".indexOf(c) >= 0);
  }
}
