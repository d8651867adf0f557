// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.matrix.site;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.UUID;

/** Logs in and out, and takes orders that carry the token of their visitor. */
public final class MemberServlet extends HttpServlet {
  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    switch (request.getPathInfo()) {
      case "/login" -> logIn(request, response);
      case "/order" -> order(request, response);
      default -> request.getSession().invalidate();
    }
  }

  private static void logIn(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    HttpSession session = request.getSession();
    session.setAttribute("name", request.getParameter("name"));
    session.setAttribute("token", UUID.randomUUID().toString());
    request.changeSessionId();
    response.getWriter().print("welcome");
  }

  private static void order(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    HttpSession session = request.getSession(false);
    if (session == null || !request.getParameter("token").equals(session.getAttribute("token"))) {
      response.sendError(HttpServletResponse.SC_FORBIDDEN);
      return;
    }
    response.getWriter().print("ordered by " + session.getAttribute("name"));
  }
}
