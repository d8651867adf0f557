// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session.filter;

import jakarta.servlet.http.HttpSession;
import java.util.function.Consumer;
import org.cachelet.session.Session;

/**
 * A {@link StoredSession} with the method that Servlet 6.1 added. It is a class of its own because
 * the type of that method is missing in 6.0, where looking at the methods of a class with it, as
 * expression languages do, would fail.
 */
final class AccessibleSession extends StoredSession {
  /** Whether this is Servlet 6.1 or later. */
  static final boolean EXISTS = exists();

  AccessibleSession(WebSessions application, Session real, Runnable touched) {
    super(application, real, touched);
  }

  /** Returns access to the session for code that runs outside of its requests. */
  @Override
  public Accessor getAccessor() {
    String id = getId();
    need();
    return use -> access(id, use);
  }

  private void access(String id, Consumer<HttpSession> use) {
    if (!hasEnded() && !real().isStored()) {
      real().commit();
    }
    Session found =
        application()
            .sessions()
            .find(id)
            .orElseThrow(() -> new IllegalStateException("the session has ended"));
    found.begin();
    try {
      StoredSession session = new AccessibleSession(application(), found, () -> {});
      use.accept(session);
      session.tellOfWriting();
    } finally {
      found.end();
    }
  }

  private static boolean exists() {
    for (Class<?> type : HttpSession.class.getClasses()) {
      if (type.getSimpleName().equals("Accessor")) {
        return true;
      }
    }
    return false;
  }
}
