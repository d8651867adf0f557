// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session.filter;

import jakarta.servlet.SessionTrackingMode;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;

/**
 * What a client sent as the id of its session, be it anything.
 *
 * @param text as it came
 * @param from where it was
 */
record RequestedId(String text, SessionTrackingMode from) {
  /** Browsers send two if applications share a part of their paths, but never many. */
  private static final int MOST = 3;

  private static final Cookie[] NONE = {};

  private static final String PARAMETER = ";jsessionid=";

  /** Returns all that a request carries, those in cookies first. */
  static List<RequestedId> in(HttpServletRequest request, WebSessions sessions) {
    List<RequestedId> found = new ArrayList<>();
    if (sessions.tracksBy(SessionTrackingMode.COOKIE)) {
      for (Cookie cookie : cookies(request)) {
        if (cookie.getName().equals(sessions.cookie().name()) && found.size() < MOST) {
          found.add(new RequestedId(cookie.getValue(), SessionTrackingMode.COOKIE));
        }
      }
    }
    if (sessions.tracksBy(SessionTrackingMode.URL)) {
      addFromPath(request.getRequestURI(), found);
    }
    return found;
  }

  private static Cookie[] cookies(HttpServletRequest request) {
    try {
      Cookie[] cookies = request.getCookies();
      return cookies == null ? NONE : cookies;
    } catch (IllegalArgumentException e) { // Undertow throws it for those that cannot be
      return NONE;
    }
  }

  private static void addFromPath(String path, List<RequestedId> found) {
    int begin = path.indexOf(PARAMETER);
    if (begin < 0) {
      return;
    }
    int end = begin + PARAMETER.length();
    while (end < path.length() && path.charAt(end) != ';' && path.charAt(end) != '/') {
      end++;
    }
    found.add(
        new RequestedId(path.substring(begin + PARAMETER.length(), end), SessionTrackingMode.URL));
  }

  /** Leaves the id out: whoever knows it has the session. */
  @Override
  public String toString() {
    return "an id in a " + from;
  }
}
