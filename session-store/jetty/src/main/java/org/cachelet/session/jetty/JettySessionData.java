// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session.jetty;

import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.cachelet.session.Session;
import org.eclipse.jetty.session.SessionContext;
import org.eclipse.jetty.session.SessionData;
import org.jspecify.annotations.Nullable;

/**
 * What Jetty sees of a session: the session itself knows what of it has changed and is to be
 * written. What Jetty's own classes leave in it is kept apart from the attributes. Thread-safe as
 * far as attributes are concerned.
 */
final class JettySessionData extends SessionData {
  private static final long serialVersionUID = 1L;

  private transient volatile @Nullable Session session;

  /** Shows a session. */
  JettySessionData(Session session, SessionContext context) {
    super(
        session.id(),
        context.getCanonicalContextPath(),
        context.getVhost(),
        session.creationTime().toEpochMilli(),
        session.accessTime().toEpochMilli(),
        session.lastAccessTime().toEpochMilli(),
        session.timeout().toMillis());
    this.session = session;
    setLastSaved(session.isStored() ? getAccessed() : 0);
  }

  /** Stands for a session that could not be read. */
  JettySessionData(String id, SessionContext context, long now) {
    super(id, context.getCanonicalContextPath(), context.getVhost(), now, now, now, -1);
    setLastSaved(now);
  }

  /** Returns the session. */
  Session session() {
    Session known = session;
    if (known == null) {
      throw new IllegalStateException("the session could not be read");
    }
    return known;
  }

  /** Returns the session; null if it could not be read. */
  @Nullable Session sessionOrNull() {
    return session;
  }

  /** Returns whether it was ended, be it on another node. */
  boolean hasEnded() {
    Session known = session;
    return known != null && known.hasEnded();
  }

  /** Returns whether the next request will find it. */
  boolean isKept() {
    Session known = session;
    return known != null && known.isStored() && !known.hasEnded();
  }

  /** Says that somebody depends on it, so that it is stored though it may hold nothing. */
  void need() {
    Session known = session;
    if (known != null && !known.isStored()) {
      known.need();
    }
  }

  void session(Session found) {
    session = found;
  }

  @Override
  public String getId() {
    Session known = session;
    return known == null ? super.getId() : known.id();
  }

  /** Has no effect on a session that was read: its id is renewed with it. */
  @Override
  public void setId(String id) {
    super.setId(id);
  }

  @Override
  public @Nullable Object getAttribute(String name) {
    return JettyNotes.isNote(name) ? JettyNotes.get(session(), name) : session().attribute(name);
  }

  @Override
  public @Nullable Object setAttribute(String name, @Nullable Object value) {
    setDirty(name); // for caches of Jetty's own; the session knows what has changed
    if (JettyNotes.isNote(name)) {
      return JettyNotes.set(session(), name, value);
    }
    return value == null ? session().removeAttribute(name) : session().setAttribute(name, value);
  }

  @Override
  public Set<String> getKeys() {
    return session().attributeNames();
  }

  @Override
  public Map<String, Object> getAllAttributes() {
    Map<String, Object> all = new LinkedHashMap<>();
    for (String name : session().attributeNames()) {
      Object value = session().attribute(name);
      if (value != null) {
        all.put(name, value);
      }
    }
    return all;
  }

  @Override
  public void putAllAttributes(Map<String, Object> attributes) {
    attributes.forEach(this::setAttribute);
  }

  @Override
  public void clearAllAttributes() {
    getKeys().forEach(name -> setAttribute(name, null));
  }

  @Override
  public long getMaxInactiveMs() {
    Session known = session;
    return known == null ? super.getMaxInactiveMs() : known.timeout().toMillis();
  }

  @Override
  public void setMaxInactiveMs(long maxInactive) {
    super.setMaxInactiveMs(maxInactive);
    if (session().timeout().toMillis() != maxInactive) {
      session().setTimeout(Duration.ofMillis(maxInactive));
    }
  }

  /** Returns what tells sessions apart in logs; not the id. */
  @Override
  public String toString() {
    Session known = session;
    return known == null ? "session" : "session " + known;
  }

  private void writeObject(ObjectOutputStream out) throws NotSerializableException {
    throw new NotSerializableException(JettySessionData.class.getName());
  }
}
