// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.session;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An application that uses its session in each way; what it shows is like {@code n=3,k1=7}. */
final class VisitServlet extends HttpServlet {
  /** What is shown where there is no session. */
  static final String NONE = "none";

  /** The name of a counter. */
  static final String COUNTER = "n";

  private static final String LIST = "list";
  private static final int NAMES = 4;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setContentType("text/plain;charset=US-ASCII");
    int number = Integer.parseInt(request.getPathInfo().substring(1));
    response.getWriter().print(answer(request, response, number));
  }

  private static String answer(HttpServletRequest request, HttpServletResponse response, int number)
      throws IOException {
    return switch (request.getServletPath()) {
      case "/plain" -> NONE;
      case "/read" -> shown(request.getSession(false));
      case "/write" -> changed(request.getSession(), number);
      case "/flush" -> {
        String changed = changed(request.getSession(), number);
        response.flushBuffer();
        yield changed;
      }
      case "/late" -> {
        HttpSession session = request.getSession();
        response.flushBuffer();
        yield changed(session, number);
      }
      default -> begun(request.getSession(), number);
    };
  }

  private static String shown(@Nullable HttpSession session) {
    if (session == null) {
      return NONE;
    }
    List<String> shown = new ArrayList<>();
    for (String name : Collections.list(session.getAttributeNames())) {
      Object value = session.getAttribute(name);
      shown.add(name + "=" + (value instanceof List<?> list ? list.get(0) : value));
    }
    return String.join(",", shown);
  }

  /** Sets an attribute, raises a counter, and changes an object in place. */
  private static String changed(HttpSession session, int number) {
    int count = session.getAttribute(COUNTER) instanceof Integer before ? before + 1 : 1;
    String name = "k" + number % NAMES;
    session.setAttribute(COUNTER, count);
    session.setAttribute(name, number);
    if (session.getAttribute(LIST) instanceof List<?> list) {
      change(list, number);
    } else {
      session.setAttribute(LIST, new ArrayList<>(List.of(number)));
    }
    return COUNTER + "=" + count + "," + name + "=" + number + "," + LIST + "=" + number;
  }

  @SuppressWarnings("unchecked")
  private static void change(List<?> list, int number) {
    ((List<Object>) list).set(0, number);
  }

  /** Begins a session that expires soon. */
  private static String begun(HttpSession session, int number) {
    session.setMaxInactiveInterval(Ending.TIMEOUT_SECONDS);
    session.setAttribute(Ending.NAME, number);
    return String.valueOf(number);
  }
}
