// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session.filter;

import java.util.ArrayList;
import java.util.List;
import org.cachelet.session.Session;
import org.cachelet.session.SessionOutageException;

/** The sessions that a request has begun to use and has to end the use of. Not thread-safe. */
final class UsedSessions {
  private final WebSessions application;
  private final List<Session> inUse = new ArrayList<>();

  /** Begins with none. */
  UsedSessions(WebSessions application) {
    this.application = application;
  }

  /** Says that the request uses a session, once. */
  void begin(Session session) {
    if (!inUse.contains(session)) {
      session.begin();
      inUse.add(session);
    }
  }

  /** Says that the request is over, and saves what was changed after its response. */
  void end() {
    for (Session session : inUse) {
      try {
        session.end();
      } catch (SessionOutageException e) {
        application.log().warn("save", "a session is not saved: " + e.getMessage());
      }
    }
    inUse.clear();
  }
}
