// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session.filter;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URISyntaxException;

/** Puts the id of a session into addresses of its application, and into no others. */
final class SessionAddress {
  private static final String PARAMETER = ";jsessionid=";

  private final HttpServletRequest request;

  /** Knows what the client has asked for. */
  SessionAddress(HttpServletRequest request) {
    this.request = request;
  }

  /** Returns an address with an id, or as it is if it leads elsewhere or nowhere. */
  String with(String url, String id) {
    if (url == null || url.isEmpty() || url.startsWith("#") || url.contains(PARAMETER)) {
      return url;
    }
    if (!isOwn(url)) {
      return url;
    }
    int end = endOfPath(url);
    return url.substring(0, end) + PARAMETER + id + url.substring(end);
  }

  private static int endOfPath(String url) {
    int query = url.indexOf('?');
    int fragment = url.indexOf('#');
    int end = query < 0 ? url.length() : query;
    return fragment >= 0 && fragment < end ? fragment : end;
  }

  private boolean isOwn(String url) {
    try {
      URI base = new URI(request.getRequestURL().toString());
      URI target = base.resolve(url.substring(0, endOfPath(url)));
      String context = request.getContextPath();
      String path = target.getRawPath();
      return base.getScheme().equalsIgnoreCase(target.getScheme())
          && base.getRawAuthority().equalsIgnoreCase(target.getRawAuthority())
          && path != null
          && (path.equals(context) || path.startsWith(context + "/"));
    } catch (URISyntaxException | IllegalArgumentException | NullPointerException e) {
      return false; // mailto:, javascript:, or no address at all
    }
  }
}
