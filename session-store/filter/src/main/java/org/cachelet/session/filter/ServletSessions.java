// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session.filter;

import jakarta.servlet.ServletContext;
import java.util.Optional;
import org.cachelet.session.Sessions;

/** The sessions of a web application, for what is done with them outside of requests. */
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

  static void set(ServletContext context, Sessions sessions) {
    context.setAttribute(SESSIONS, sessions);
  }

  static void remove(ServletContext context) {
    context.removeAttribute(SESSIONS);
  }
}
