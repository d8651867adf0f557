// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session.jetty;

import org.cachelet.session.SessionLock;
import org.cachelet.session.SessionOutageException;
import org.cachelet.session.SessionTurns;
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
  private @Nullable SessionLock turn;

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

  /**
   * Begins to use the session, after other requests of the visitor if settings want that.
   *
   * @throws SessionOutageException if others take too long
   */
  void enter() {
    if (requested != null) {
      if (manager.getSessionCache() instanceof JettySessionCache cache
          && isOneByOne(cache.turns())) {
        turn = requested.takeTurn(cache.turns()).orElse(null);
      }
      requested.enter();
    }
  }

  private boolean isOneByOne(SessionTurns turns) {
    if (!turns.areTaken()) {
      return false;
    }
    String sent = request.getHttpURI().getPath();
    String context = request.getContext().getContextPath();
    boolean isBelow = sent != null && context != null && sent.startsWith(context);
    return turns.areTaken(Request.getPathInContext(request))
        || (isBelow && turns.areTaken(sent.substring(context.length())));
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
    if (turn != null) {
      turn.close();
    }
  }
}
