// SPDX-License-Identifier: Apache-2.0
package org.cachelet.demo;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Refuses forms that were sent from another site.
 *
 * <p>A form has to bring its session's token. Only adding to a cart goes without, because pages
 * that offer it are shared and cannot carry a token; there, the browser's word must do.
 */
public final class FormGuard extends HttpFilter {

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (!"POST".equals(request.getMethod())
        || new Visitor(request).hasToken(request.getParameter("token"))
        || (isAddition(request) && isFromHere(request))) {
      chain.doFilter(request, response);
    } else {
      response.sendError(HttpServletResponse.SC_FORBIDDEN);
    }
  }

  private static boolean isAddition(HttpServletRequest request) {
    return "/cart".equals(request.getServletPath())
        && CartServlet.ADD.equals(request.getParameter("action"));
  }

  private static boolean isFromHere(HttpServletRequest request) {
    String origin = request.getHeader("Origin");
    return origin == null || sameHost(origin, request.getHeader("Host"));
  }

  private static boolean sameHost(String origin, @Nullable String host) {
    try {
      return host != null && host.equals(URI.create(origin).getRawAuthority());
    } catch (IllegalArgumentException e) { // not an address at all
      return false;
    }
  }
}
