// SPDX-License-Identifier: Apache-2.0
package org.cachelet.demo;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;

/**
 * Shows the public pages again under {@code /nocache}, where no rule of the cache applies, and
 * their parts are not cached either.
 */
public final class UncachedServlet extends HttpServlet {
  private static final Pattern PUBLIC =
      Pattern.compile("/|/catalog|/search|/help|/stores|/product/\\d+");

  private static final String ATTRIBUTE = UncachedServlet.class.getName();

  /** Returns whether a request is for a page without the cache. */
  static boolean isServing(HttpServletRequest request) {
    return request.getAttribute(ATTRIBUTE) != null;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    String path = request.getPathInfo();
    if (path == null || !PUBLIC.matcher(path).matches()) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    request.setAttribute(ATTRIBUTE, true);
    request.getRequestDispatcher(path).forward(request, response);
  }
}
