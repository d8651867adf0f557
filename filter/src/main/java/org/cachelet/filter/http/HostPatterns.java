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
  private static final List<String> EVERY_HOST = List.of("*");

  private final boolean everyHost;
  private final List<HostPattern> patterns;

  private HostPatterns(boolean everyHost, List<HostPattern> patterns) {
    this.everyHost = everyHost;
    this.patterns = patterns;
  }

  /**
   * Returns the list of hosts such as {@code shop.example.com}, {@code *.example.com} (all names
   * below it), {@code [::1]} or {@code localhost:8080}. Without a port, or with {@code :*}, any
   * port is allowed. A {@code *} that is alone stands for every host.
   *
   * @throws IllegalArgumentException if one has another form
   */
  public static HostPatterns of(Collection<String> patterns) {
    if (EVERY_HOST.equals(List.copyOf(patterns))) {
      return new HostPatterns(true, List.of());
    }
    return new HostPatterns(
        false, patterns.stream().map(HostPattern::parse).collect(Collectors.toUnmodifiableList()));
  }

  /**
   * Returns whether pages of this host may be cached.
   *
   * @param host a name without regard to case or an address, one of version 6 with its brackets or
   *     without
   */
  public boolean allows(String host, int port) {
    if (everyHost) {
      return true;
    }
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
