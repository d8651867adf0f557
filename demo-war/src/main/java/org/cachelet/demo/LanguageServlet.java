// SPDX-License-Identifier: Apache-2.0
package org.cachelet.demo;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/** Remembers the language that a visitor chose, and goes back to the page before. */
public final class LanguageServlet extends PageServlet {
  private static final int YEAR = 365 * 24 * 60 * 60;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Optional<Language> chosen = parameter(request, "to").flatMap(Language::named);
    if (chosen.isEmpty()) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    Cookie cookie = new Cookie(Language.COOKIE, chosen.get().code());
    cookie.setPath(request.getContextPath() + "/");
    cookie.setMaxAge(YEAR);
    cookie.setAttribute("SameSite", "Lax");
    response.addCookie(cookie);
    response.setHeader("Cache-Control", "private, no-store");
    response.sendRedirect(before(request).orElse(request.getContextPath() + "/"));
  }

  /** Returns the page before, if it is one of this shop. */
  private static Optional<String> before(HttpServletRequest request) {
    String referer = request.getHeader("Referer");
    try {
      URI page = URI.create(referer == null ? "" : referer);
      boolean here = page.getRawAuthority() != null && page.getRawAuthority().equals(host(request));
      String query = page.getRawQuery() == null ? "" : "?" + page.getRawQuery();
      return here && !page.getRawPath().startsWith("//")
          ? Optional.of(page.getRawPath() + query)
          : Optional.empty();
    } catch (IllegalArgumentException e) { // not an address at all
      return Optional.empty();
    }
  }

  private static String host(HttpServletRequest request) {
    String host = request.getHeader("Host");
    return host == null ? "" : host;
  }
}
