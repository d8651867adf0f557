// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session.jetty;

import org.cachelet.session.SessionId;
import org.cachelet.session.SessionOutageException;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.session.SessionManager;
import org.jspecify.annotations.Nullable;

/**
 * Another id for a session, in all applications of the server.
 *
 * @param cache of the application that asks for it
 * @param session which gets it
 * @param data what it holds
 */
record IdChange(JettySessionCache cache, JettySession session, JettySessionData data) {
  /** Makes the change, and tells listeners and the client. */
  void make(Request request, @Nullable Response response) {
    String oldId = data.getId();
    JettySessionIds ids = cache.ids();
    SessionManager manager = cache.getSessionManager();
    SessionId next = ids.after(oldId);
    store(next);
    session.setExtendedId(ids.getExtendedId(next.text(), request));
    session.onIdChanged();
    manager.onSessionIdChanged(session, oldId);
    ids.renewElsewhere(manager, oldId, next.text());
    if (response != null && session.isSetCookieNeeded()) {
      Response.putCookie(response, manager.getSessionCookie(session, request.isSecure()));
    }
  }

  private void store(SessionId next) {
    try {
      data.need();
      data.session().changeId(next);
    } catch (SessionOutageException e) {
      throw SessionPhase.unavailable();
    }
  }
}
