// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.security;

import java.util.Map;
import java.util.TreeMap;

/** How a site is configured. */
enum SiteKind {
  /** As a careful engineer would. */
  SHOP,
  /** Behind a proxy that is trusted. */
  PROXIED,
  /** With an endpoint for invalidations. */
  INVALIDATED,
  /** With all that RFC 9111 allows. */
  RFC;

  /** Returns its settings. */
  Map<String, String> settings() {
    Map<String, String> settings = new TreeMap<>(own());
    settings.put("cachelet.jmx", "off");
    settings.put("cachelet.hosts", "site.test,*.site.test");
    settings.put("cachelet.ignore-params", "utm_*,fbclid");
    settings.put("cachelet.ignore-cookies", "_ga*");
    settings.put("cachelet.page.all.path", "/**");
    settings.put("cachelet.page.all.except", "/login/**,/i12/**");
    settings.put("cachelet.page.all.ttl", "10m");
    return settings;
  }

  private Map<String, String> own() {
    return switch (this) {
      case SHOP -> Map.of();
      case PROXIED -> Map.of("cachelet.trusted-proxies", "127.0.0.1/32");
      case INVALIDATED ->
          Map.of(
              "cachelet.invalidation.path", "/_invalidate",
              "cachelet.invalidation.token", "correct-horse-battery-staple");
      case RFC -> Map.of("cachelet.http.profile", "rfc");
    };
  }
}
