// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.app;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Forwards to a view that another servlet makes, as a controller does. */
public final class ForwardingServlet extends HttpServlet {
  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    request.getRequestDispatcher("/view" + request.getPathInfo()).forward(request, response);
  }
}
