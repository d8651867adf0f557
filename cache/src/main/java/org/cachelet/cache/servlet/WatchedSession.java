// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache.servlet;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpSession;
import java.util.Arrays;
import java.util.Enumeration;
import org.jspecify.annotations.Nullable;

/**
 * The session as pages see it: which of its attributes are read while a fragment is made is
 * reported. Used by one request.
 *
 * <p>Compiled against Servlet 6.1, and runs on 6.0.
 */
class WatchedSession implements HttpSession {
  private static final boolean HAS_ACCESSOR =
      Arrays.stream(HttpSession.class.getMethods())
          .anyMatch(method -> method.getName().equals("getAccessor"));

  private final HttpSession session;

  private WatchedSession(HttpSession session) {
    this.session = session;
  }

  /** Returns a session, watched. */
  static WatchedSession around(HttpSession session) {
    return HAS_ACCESSOR ? new WithAccessor(session) : new WatchedSession(session);
  }

  @Override
  public @Nullable Object getAttribute(String name) {
    Watch.report("session", name);
    return session.getAttribute(name);
  }

  @Override
  public Enumeration<String> getAttributeNames() {
    Watch.report("session-names", "");
    return session.getAttributeNames();
  }

  @Override
  public void setAttribute(String name, @Nullable Object value) {
    Watch.reportChange("the session attribute " + name + " was set");
    session.setAttribute(name, value);
  }

  @Override
  public void removeAttribute(String name) {
    Watch.reportChange("the session attribute " + name + " was removed");
    session.removeAttribute(name);
  }

  @Override
  public void invalidate() {
    Watch.reportChange("the session was ended");
    session.invalidate();
  }

  @Override
  public String getId() {
    Watch.reportPersonal("the id of the session");
    return session.getId();
  }

  @Override
  public long getCreationTime() {
    Watch.reportPersonal("a time of the session");
    return session.getCreationTime();
  }

  @Override
  public long getLastAccessedTime() {
    Watch.reportPersonal("a time of the session");
    return session.getLastAccessedTime();
  }

  @Override
  public boolean isNew() {
    Watch.reportPersonal("a time of the session");
    return session.isNew();
  }

  @Override
  public ServletContext getServletContext() {
    return session.getServletContext();
  }

  @Override
  public void setMaxInactiveInterval(int seconds) {
    Watch.reportChange("the session was changed");
    session.setMaxInactiveInterval(seconds);
  }

  @Override
  public int getMaxInactiveInterval() {
    return session.getMaxInactiveInterval();
  }

  /** A session of Servlet 6.1. */
  private static final class WithAccessor extends WatchedSession {
    private final HttpSession session;

    private WithAccessor(HttpSession session) {
      super(session);
      this.session = session;
    }

    @Override
    public Accessor getAccessor() {
      Watch.reportPersonal("the session, in a way that shows no reads,");
      return session.getAccessor();
    }
  }
}
