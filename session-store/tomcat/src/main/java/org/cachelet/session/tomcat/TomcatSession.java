// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session.tomcat;

import jakarta.servlet.http.HttpSessionBindingEvent;
import jakarta.servlet.http.HttpSessionBindingListener;
import java.security.Principal;
import java.time.Duration;
import java.util.Iterator;
import java.util.Set;
import org.apache.catalina.SessionListener;
import org.apache.catalina.session.StandardSession;
import org.cachelet.session.Session;
import org.cachelet.session.SessionOutageException;
import org.jspecify.annotations.Nullable;

/**
 * A session as Tomcat works with it. All that it holds is in the shared session, except for what
 * belongs to this node; listeners are told by what it inherits. Thread-safe.
 */
class TomcatSession extends StandardSession {
  private static final long serialVersionUID = 1L;

  private final transient CacheletManager owner;
  private final transient Session shared;
  private final transient NodeLocal local;
  private final transient Login login;
  private final transient LoginNotes loginNotes;
  private final transient SessionAttributes values;

  /** Set for a session that is for one request only, since Redis cannot be asked. */
  private transient volatile boolean isUnshared;

  /** Shows a shared session. */
  TomcatSession(CacheletManager owner, Session shared) {
    super(owner);
    this.owner = owner;
    this.shared = shared;
    local = owner.locals().of(shared.storage());
    login = new Login(shared);
    loginNotes = new LoginNotes(shared, this::getIdInternal, owner.cookieName());
    values = new SessionAttributes(shared, local.attributes(), this::exclude, this::getSession);
    attributes = values;
    listeners = local.listeners();
    isValid = true;
  }

  /** Returns the session that all nodes have. */
  final Session shared() {
    return shared;
  }

  /** Returns what it has on this node. */
  final NodeLocal local() {
    return local;
  }

  /** Says that it is for this request only, and is never stored. */
  final void unshare() {
    isUnshared = true;
  }

  /** Returns whether it is for one request only. */
  final boolean isUnshared() {
    return isUnshared;
  }

  /** Returns the id as applications know it: without a route, so that it is the same everywhere. */
  @Override
  public String getId() {
    shared.need();
    return shared.id();
  }

  /** Returns the id as clients are sent it, with the route of this node if it has one. */
  @Override
  public String getIdInternal() {
    return owner.routed(shared.id());
  }

  @Override
  public long getCreationTime() {
    requireValid();
    shared.need();
    return getCreationTimeInternal();
  }

  @Override
  public long getCreationTimeInternal() {
    return shared.creationTime().toEpochMilli();
  }

  @Override
  public long getLastAccessedTime() {
    requireValid();
    return getLastAccessedTimeInternal();
  }

  @Override
  public long getLastAccessedTimeInternal() {
    return shared.lastAccessTime().toEpochMilli();
  }

  @Override
  public long getThisAccessedTime() {
    requireValid();
    return getThisAccessedTimeInternal();
  }

  @Override
  public long getThisAccessedTimeInternal() {
    return getLastAccessedTimeInternal();
  }

  @Override
  public long getIdleTimeInternal() {
    return System.currentTimeMillis() - getLastAccessedTimeInternal();
  }

  @Override
  public int getMaxInactiveInterval() {
    return (int) shared.timeout().toSeconds();
  }

  @Override
  public void setMaxInactiveInterval(int seconds) {
    shared.setTimeout(Duration.ofSeconds(seconds));
  }

  @Override
  public boolean isNew() {
    requireValid();
    shared.need();
    return shared.isNew();
  }

  /** Does nothing: a session is new until a client comes back with it. */
  @Override
  public void setNew(boolean isNew) {}

  @Override
  public boolean isValid() {
    return isValidInternal();
  }

  /** Returns whether it can be used; while listeners are told of its end, it can. */
  @Override
  protected boolean isValidInternal() {
    return isValid && (expiring || !shared.hasEnded());
  }

  private void requireValid() {
    if (!isValidInternal()) {
      throw new IllegalStateException("the session has ended");
    }
  }

  /** Begins a request. */
  @Override
  public void access() {
    shared.begin();
  }

  /** Saves what has changed, before the response tells anybody; fails if Redis does not answer. */
  final void save() {
    values.passivate();
    shared.commit();
  }

  /** Ends a request, and saves what it wrote after its response. */
  @Override
  public void endAccess() {
    if (isUnshared || !shared.isStored()) {
      tellEnd(); // no client was told of it
      return;
    }
    try {
      shared.end();
    } catch (SessionOutageException e) {
      owner.log().warn("end", "what a request wrote after its response is not saved", e);
    }
  }

  /**
   * Ends it on all nodes, and tells listeners if nobody has ended it before.
   *
   * @throws SessionOutageException if Redis does not answer: then it may live still
   */
  @Override
  public void expire(boolean notify) {
    if (!isValid || expiring) {
      return;
    }
    if (isUnshared || shared.invalidate()) {
      super.expire(notify);
    } else if (!expiring) {
      owner.locals().forget(this);
      tellAbsence();
    }
  }

  /** Tells those that belong to this node of an end that all others have been told of. */
  final void tellAbsence() {
    fireSessionEvent(SESSION_DESTROYED_EVENT, null);
    for (String name : Set.copyOf(local.attributes().keySet())) {
      removeAttributeInternal(name, true);
    }
  }

  /** Tells listeners of the end of one that no client can use any more. */
  final void tellEnd() {
    super.expire(true);
  }

  @Override
  public void setAttribute(String name, @Nullable Object value, boolean notify) {
    requireValid();
    try {
      super.setAttribute(name, value, notify);
    } catch (IllegalArgumentException e) {
      if (notify && value instanceof HttpSessionBindingListener bound) {
        bound.valueUnbound(new HttpSessionBindingEvent(getSession(), name, value));
      }
      throw e;
    }
    if (value != null && exclude(name, value)) {
      owner.locals().keep(this);
    }
  }

  /** Returns true: whether a value can be stored is found out by storing it. */
  @Override
  public boolean isAttributeDistributable(String name, Object value) {
    return true;
  }

  @Override
  public @Nullable Principal getPrincipal() {
    return owner.getPersistAuthentication() ? login.principal() : super.getPrincipal();
  }

  @Override
  public void setPrincipal(@Nullable Principal principal) {
    super.setPrincipal(principal);
    shared.setUser(principal == null ? null : principal.getName());
    if (owner.getPersistAuthentication()) {
      login.principal(principal);
    }
  }

  @Override
  public @Nullable String getAuthType() {
    return owner.getPersistAuthentication() ? login.authType() : super.getAuthType();
  }

  @Override
  public void setAuthType(@Nullable String authType) {
    super.setAuthType(authType);
    if (owner.getPersistAuthentication()) {
      login.authType(authType);
    }
  }

  @Override
  public @Nullable Object getNote(String name) {
    return LoginNotes.areNamed(name) ? loginNotes.get(name) : super.getNote(name);
  }

  /** Sets a note; those of a login that is under way are shared with all nodes. */
  @Override
  public void setNote(String name, Object value) {
    if (!loginNotes.set(name, value)) {
      super.setNote(name, value);
    }
  }

  @Override
  public void removeNote(String name) {
    loginNotes.remove(name);
    super.removeNote(name);
  }

  @Override
  public Iterator<String> getNoteNames() {
    return loginNotes.names(super.getNoteNames());
  }

  @Override
  public void addSessionListener(SessionListener listener) {
    super.addSessionListener(listener);
    owner.locals().keep(this);
  }

  /** Returns what tells sessions apart in logs, and opens none. */
  @Override
  public String toString() {
    return shared.toString();
  }
}
