// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.app;

import jakarta.servlet.FilterRegistration;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;

/** Says what cannot be seen from outside: which start of the application this is, its filters. */
public final class InsideServlet extends HttpServlet {
  private final String start = UUID.randomUUID().toString();

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if ("/start".equals(request.getPathInfo())) {
      response.getWriter().print(start);
      return;
    }
    for (FilterRegistration filter : getServletContext().getFilterRegistrations().values()) {
      response.getWriter().println(filter.getClassName());
    }
  }
}
