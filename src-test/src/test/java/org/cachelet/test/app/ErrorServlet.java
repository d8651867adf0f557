// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.app;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The application's own error page. */
public final class ErrorServlet extends HttpServlet {
  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response
        .getWriter()
        .print("Sorry: " + request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE));
  }
}
