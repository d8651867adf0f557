// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.app;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import org.cachelet.session.SessionAdmin;

/** Pages that need the session of the visitor, and one that does not. */
public final class SessionServlet extends HttpServlet {
  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String page = request.getPathInfo();
    response
        .getWriter()
        .print(
            switch (page) {
              case "/visits" -> visits(request.getSession());
              case "/user" -> visits(request.getSession()) + " of " + request.getRemoteUser();
              case "/count" -> admin().count();
              case "/mine" -> admin().of(request.getParameter("user"));
              case "/everywhere" -> admin().endAll(request.getParameter("user"));
              case "/out" -> end(request.getSession(false));
              default -> page.substring(1);
            });
  }

  /** Returns the sessions of all, of which only the server has the classes. */
  private SessionAdmin admin() {
    return SessionAdmin.of(getServletContext()::getAttribute).orElseThrow();
  }

  /** Counts the visits that all nodes have had from this visitor. */
  private static int visits(HttpSession session) {
    int visits = session.getAttribute("visits") instanceof Integer before ? before + 1 : 1;
    session.setAttribute("visits", visits);
    return visits;
  }

  private static String end(HttpSession session) {
    if (session == null) {
      return "nobody";
    }
    session.invalidate();
    return "bye";
  }
}
