// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session.jetty;

import org.cachelet.session.SessionOutageException;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.session.SessionConfig;
import org.eclipse.jetty.session.SessionManager;
import org.jspecify.annotations.Nullable;

/** What one request does with its session. Used by one request. */
final class SessionUse {
  private final SessionManager manager;
  private final Request request;
  private final @Nullable JettySession requested;
  private boolean hadOutage;

  /**
   * Begins one.
   *
   * @param requested the session that the client asked for, which may turn out not to exist
   */
  SessionUse(SessionManager manager, Request request, @Nullable JettySession requested) {
    this.manager = manager;
    this.request = request;
    this.requested = requested;
  }

  void enter() {
    if (requested != null) {
      requested.enter();
    }
  }

  /**
   * Saves the session before the response is committed.
   *
   * @return whether the response may go out
   */
  boolean save() {
    JettySession current = current();
    if (current == null) {
      return true;
    }
    if (current != requested && hasLookupFailed()) {
      current.abandon(); // the client has another session, which nobody could read
      return true;
    }
    try {
      LoggedIn.note(request, current);
      current.save();
      return true;
    } catch (SessionOutageException e) {
      hadOutage = true;
      return current.isDispensable();
    }
  }

  /** Returns whether a cookie of this name and value must not be sent: its session is not kept. */
  boolean isVain(String setCookie) {
    JettySession current = current();
    boolean isKept = current != null && current.isKept() && !hasLookupFailed();
    return !isKept && setCookie.startsWith(cookieName() + '=');
  }

  private String cookieName() {
    String name = manager.getSessionCookie();
    return name == null ? SessionConfig.__DefaultSessionCookie : name;
  }

  /** Returns whether Redis did not answer. */
  boolean hadOutage() {
    return hadOutage || hasLookupFailed();
  }

  private boolean hasLookupFailed() {
    return requested != null && requested.hasLookupFailed();
  }

  private @Nullable JettySession current() {
    return manager.getManagedSession(request) instanceof JettySession own ? own : null;
  }

  /** Ends it. The session that the request has last is released by Jetty itself. */
  void end() {
    if (requested != null && requested != current()) {
      requested.exit();
    }
  }
}
