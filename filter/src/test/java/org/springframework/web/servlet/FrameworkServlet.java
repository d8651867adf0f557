// SPDX-License-Identifier: Apache-2.0
package org.springframework.web.servlet;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Stands for the servlet of Spring MVC, whose name it has: when a page is written, it reads who got
 * it, for an event.
 */
public final class FrameworkServlet extends HttpServlet {
  private static final long serialVersionUID = 1;

  private final transient List<String> events = new CopyOnWriteArrayList<>();
  private int made;

  /** Returns what the events said, one for each page that was made. */
  public List<String> events() {
    return events;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    try {
      doService(request, response);
    } finally {
      publishRequestHandledEvent(request);
    }
  }

  private synchronized void doService(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (request.getParameter("session") != null) {
      HttpSession unused = request.getSession(); // as a JSP does
    }
    String shown = request.getParameter("ip") == null ? "" : request.getRemoteAddr();
    response.getWriter().print("made " + ++made + shown);
  }

  private void publishRequestHandledEvent(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    events.add(
        request.getRemoteAddr()
            + ' '
            + (session == null ? "none" : session.getId())
            + ' '
            + getUsernameForRequest(request));
  }

  private static String getUsernameForRequest(HttpServletRequest request) {
    return Objects.toString(request.getUserPrincipal());
  }
}
