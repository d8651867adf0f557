// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.snippets;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.cachelet.session.filter.ServletSessions;

/** Logs in without the container, at {@code /login}; tells elsewhere who has. */
final class LoginServlet extends HttpServlet {
  /** Who has logged in. */
  record Login(String name) {}

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (request.getServletPath().equals("/login")) {
      request.getSession().setAttribute("cart", "lamp");
      logIn(request, new Login("ada"));
    }
    response.getWriter().print(request.getSession().getAttribute("login"));
  }

  private static void logIn(HttpServletRequest request, Login login) {
    request.changeSessionId();
    request.getSession().setAttribute("login", login);
    ServletSessions.setUser(request, login.name());
  }
}
