// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.security;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A request that came through to the application of a case.
 *
 * @param serial how many came through to the case before and with it, on this server
 */
record Call(HttpServletRequest request, HttpServletResponse response, int serial) {
  /** Prints a text. */
  void print(String text) throws IOException {
    response.getWriter().print(text);
  }

  /** Returns a header, "nothing" if it is absent. */
  String header(String name) {
    return orNothing(request.getHeader(name));
  }

  /** Returns a parameter, "nothing" if it is absent. */
  String parameter(String name) {
    return orNothing(request.getParameter(name));
  }

  /** Returns the value of a cookie, "nothing" if it is absent. */
  String cookie(String name) {
    Cookie[] cookies = request.getCookies();
    if (cookies != null) {
      for (Cookie cookie : cookies) {
        if (cookie.getName().equals(name)) {
          return cookie.getValue();
        }
      }
    }
    return "nothing";
  }

  /** Returns an attribute of the session, "nothing" if there is no session or none in it. */
  String inSession(String name) {
    HttpSession session = request.getSession(false);
    return session == null ? "nothing" : orNothing(session.getAttribute(name));
  }

  /** Returns an attribute of the request, "nothing" if it is absent. */
  String attribute(String name) {
    return orNothing(request.getAttribute(name));
  }

  private static String orNothing(@Nullable Object value) {
    return value == null ? "nothing" : value.toString();
  }
}
