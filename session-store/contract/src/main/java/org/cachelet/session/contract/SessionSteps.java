// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session.contract;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The steps that concern sessions. */
final class SessionSteps {
  /** What a verb returns that is none of these. */
  static final Object UNKNOWN = new Object();

  private static final String KEPT = "kept session";

  private SessionSteps() {}

  static @Nullable Object step(HttpServletRequest request, String verb, String first, String second)
      throws ServletException {
    return switch (verb) {
      case "login" -> login(request, first, second);
      case "logout" -> {
        request.logout();
        yield null;
      }
      case "user" -> request.getRemoteUser();
      case "requested" -> String.valueOf(request.getRequestedSessionId());
      case "valid" -> request.isRequestedSessionIdValid();
      case "from" ->
          "cookie=%s url=%s"
              .formatted(
                  request.isRequestedSessionIdFromCookie(), request.isRequestedSessionIdFromURL());
      case "changeId" -> request.changeSessionId();
      case "session" -> request.getSession(false) == null ? "none" : "session";
      case "begin" -> {
        request.getSession();
        yield null;
      }
      case "same" -> request.getSession() == request.getSession(false);
      case "keep" -> {
        request.setAttribute(KEPT, request.getSession());
        yield null;
      }
      case "kept" -> inSession((HttpSession) request.getAttribute(KEPT), first, second, "");
      default -> inSession(verb, request, first, second);
    };
  }

  private static @Nullable Object login(HttpServletRequest request, String user, String password) {
    try {
      request.login(user, password);
      return null;
    } catch (ServletException e) {
      return "refused";
    }
  }

  /** Looks for a session only if the verb is about one. */
  private static @Nullable Object inSession(
      String verb, HttpServletRequest request, String first, String second) {
    return switch (verb) {
      case "set", "setNull", "add", "count", "bind", "unsupported", "id", "isNew", "timeout" ->
          inSession(request.getSession(), verb, first, second);
      case "get",
          "remove",
          "names",
          "invalidate",
          "created",
          "accessed",
          "setTimeout",
          "context" -> {
        HttpSession session = request.getSession(false);
        yield session == null ? "none" : inSession(session, verb, first, second);
      }
      default -> UNKNOWN;
    };
  }

  private static @Nullable Object inSession(
      HttpSession session, String verb, String first, String second) {
    switch (verb) {
      case "set" -> session.setAttribute(first, second);
      case "setNull" -> session.setAttribute(first, null);
      case "bind" -> session.setAttribute(first, new BoundValue(second));
      case "unsupported" -> session.setAttribute(first, new Object());
      case "remove" -> session.removeAttribute(first);
      case "invalidate" -> session.invalidate();
      case "setTimeout" -> session.setMaxInactiveInterval(Integer.parseInt(first));
      default -> {
        return read(session, verb, first, second);
      }
    }
    return null;
  }

  private static Object read(HttpSession session, String verb, String first, String second) {
    return switch (verb) {
      case "get" -> String.valueOf(session.getAttribute(first));
      case "add" -> add(session, first, second);
      case "count" -> count(session, first);
      case "names" ->
          String.join(",", new TreeSet<>(Collections.list(session.getAttributeNames())));
      case "id" -> session.getId();
      case "isNew" -> session.isNew();
      case "timeout" -> session.getMaxInactiveInterval();
      case "created" -> session.getCreationTime();
      case "accessed" -> session.getLastAccessedTime();
      case "context" -> session.getServletContext().getContextPath();
      default -> throw new UnsupportedOperationException("no step " + verb);
    };
  }

  /** Changes a list in place, and returns its size. */
  @SuppressWarnings("unchecked")
  private static int add(HttpSession session, String name, String value) {
    List<String> list = (List<String>) session.getAttribute(name);
    if (list == null) {
      list = new ArrayList<>();
      session.setAttribute(name, list);
    }
    list.add(value);
    return list.size();
  }

  private static int count(HttpSession session, String name) {
    Integer before = (Integer) session.getAttribute(name);
    int now = before == null ? 1 : before + 1;
    session.setAttribute(name, now);
    return now;
  }
}
