// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.app;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Fails after half a page: {@code /404} with that status, the rest with an exception. */
public final class FailingServlet extends HttpServlet {
  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    response.getWriter().print("half a page");
    if ("/404".equals(request.getPathInfo())) {
      response.sendError(404);
    } else {
      throw new ServletException("the template fails");
    }
  }
}
