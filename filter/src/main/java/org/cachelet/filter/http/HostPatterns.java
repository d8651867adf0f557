// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter.http;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The hosts whose pages may be cached. A request names its host itself, so without this list it
 * could fill the cache under any name. Immutable, hence thread-safe.
 */
public final class HostPatterns {
  private final List<HostPattern> patterns;

  private HostPatterns(List<HostPattern> patterns) {
    this.patterns = patterns;
  }

  /**
   * Returns the list of hosts such as {@code shop.example.com}, {@code *.example.com} (all names
   * below it), {@code [::1]} or {@code localhost:8080}. Without a port, or with {@code :*}, any
   * port is allowed.
   *
   * @throws IllegalArgumentException if one has another form
   */
  public static HostPatterns of(Collection<String> patterns) {
    return new HostPatterns(
        patterns.stream().map(HostPattern::parse).collect(Collectors.toUnmodifiableList()));
  }

  /**
   * Returns whether pages of this host may be cached.
   *
   * @param host a name without regard to case or an address, one of version 6 with its brackets or
   *     without
   */
  public boolean allows(String host, int port) {
    boolean brackets = host.startsWith("[") && host.endsWith("]");
    String name = brackets ? host.substring(1, host.length() - 1) : host;
    for (HostPattern pattern : patterns) {
      if (pattern.matches(name, port)) {
        return true;
      }
    }
    return false;
  }
}
