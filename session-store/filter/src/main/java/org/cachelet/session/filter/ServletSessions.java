// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session.filter;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.cachelet.session.Sessions;
import org.jspecify.annotations.Nullable;

/** The sessions of a web application, for what the Servlet API has no method for. */
public final class ServletSessions {
  private static final String SESSIONS = Sessions.class.getName();

  private ServletSessions() {}

  /**
   * Returns the sessions of a web application, as for a page of its administrator; empty if the
   * filter does not run there.
   */
  public static Optional<Sessions> of(ServletContext context) {
    return context.getAttribute(SESSIONS) instanceof Sessions sessions
        ? Optional.of(sessions)
        : Optional.empty();
  }

  /**
   * Says whose the session of a request is, for an application with a login of its own, so that it
   * is found by that name. Begins a session if there is none, and does nothing where the filter
   * does not run. Where the container itself knows a user, that name counts.
   *
   * @param request as it is, or wrapped
   * @param user null for nobody
   * @throws org.cachelet.session.SessionOutageException if Redis does not answer
   */
  public static void setUser(HttpServletRequest request, @Nullable String user) {
    WebSessions.exchangeOf(request).ifPresent(exchange -> exchange.logins().setUser(user));
  }

  static void set(ServletContext context, Sessions sessions) {
    context.setAttribute(SESSIONS, sessions);
  }

  static void remove(ServletContext context) {
    context.removeAttribute(SESSIONS);
  }
}
