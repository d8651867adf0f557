// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session.jetty;

import java.util.Set;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Session;
import org.jspecify.annotations.Nullable;

/**
 * A session that seems to have one attribute only, for those who are to tell no other; what the
 * application gets of it is the session itself.
 *
 * @param session the whole of it
 * @param name of the attribute
 * @param value of the attribute
 */
record OneAttribute(Session session, String name, Object value) implements Session {
  @Override
  @SuppressWarnings("TypeParameterUnusedInFormals") // as Jetty declares it
  public <T extends Session.API> T getApi() {
    return session.getApi();
  }

  @Override
  public Set<String> getAttributeNameSet() {
    return Set.of(name);
  }

  @Override
  public @Nullable Object getAttribute(String wanted) {
    return wanted.equals(name) ? value : null;
  }

  @Override
  public @Nullable Object setAttribute(String changed, @Nullable Object to) {
    return session.setAttribute(changed, to);
  }

  @Override
  public @Nullable Object removeAttribute(String removed) {
    return session.removeAttribute(removed);
  }

  @Override
  public boolean isValid() {
    return session.isValid();
  }

  @Override
  public String getId() {
    return session.getId();
  }

  @Override
  public String getExtendedId() {
    return session.getExtendedId();
  }

  @Override
  public long getLastAccessedTime() {
    return session.getLastAccessedTime();
  }

  @Override
  public void setMaxInactiveInterval(int seconds) {
    session.setMaxInactiveInterval(seconds);
  }

  @Override
  public int getMaxInactiveInterval() {
    return session.getMaxInactiveInterval();
  }

  @Override
  public void renewId(Request request, @Nullable Response response) {
    session.renewId(request, response);
  }

  @Override
  public void invalidate() {
    session.invalidate();
  }

  @Override
  public boolean isNew() {
    return session.isNew();
  }

  @Override
  public String encodeURI(Request request, String uri, boolean areCookiesInUse) {
    return session.encodeURI(request, uri, areCookiesInUse);
  }

  /** Returns what tells sessions apart in logs; not the id. */
  @Override
  public String toString() {
    return name + " of " + session;
  }
}
