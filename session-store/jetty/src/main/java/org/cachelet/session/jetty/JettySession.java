// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session.jetty;

import java.util.Map;
import java.util.Optional;
import org.cachelet.session.Session;
import org.cachelet.session.SessionId;
import org.cachelet.session.SessionLock;
import org.cachelet.session.SessionOutageException;
import org.cachelet.session.SessionTurns;
import org.eclipse.jetty.http.HttpCookie;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.session.ManagedSession;
import org.eclipse.jetty.util.thread.AutoLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The session of one request; the requests of a visitor on this node share what is in it. Redis is
 * asked when the request first needs the session, unless this node did not know of it. Thread-safe.
 */
@SuppressWarnings("try") // a lock is held, not used
final class JettySession extends ManagedSession {
  private static final Logger LOG = LoggerFactory.getLogger(JettySession.class);

  private final JettySessionCache cache;
  private final JettySessionData data;
  private final Activation activation;
  private boolean isEntered;
  private boolean isVerified;
  private boolean isBegun;
  private boolean isOver;
  private boolean isAbsent;

  /** Jetty itself asks this with each getSession(), which says nothing about the application. */
  private boolean isNewAskedByJetty = true;

  private volatile boolean hasLookupFailed;

  /** Takes one that the node knows, and that Redis has not been asked for by this request. */
  JettySession(JettySessionCache cache, JettySessionData data) {
    super(cache.getSessionManager(), data);
    this.cache = cache;
    this.data = data;
    activation = new Activation(this, cache.activation());
  }

  /** Says that nobody knows whether there is such a session. */
  JettySession failed() {
    hasLookupFailed = true;
    return this;
  }

  /** Says that Redis has been asked, or need not be. */
  JettySession verified() {
    isVerified = true;
    return this;
  }

  /** Says that the request goes on to the application: from now on, what it asks counts. */
  void enter() {
    try (AutoLock ignored = lock()) {
      isEntered = true;
      if (isVerified) {
        begin();
      }
    }
  }

  private void begin() {
    if (!isBegun && !isOver && data.sessionOrNull() != null) {
      isBegun = true;
      data.session().begin();
    }
  }

  /**
   * Waits until no other request of the visitor has the turn. What was read before does not count.
   *
   * @throws SessionOutageException if that takes too long
   */
  Optional<SessionLock> takeTurn(SessionTurns turns) {
    Optional<SessionLock> taken = turns.take(data.getId());
    try (AutoLock ignored = lock()) {
      isVerified &= taken.isEmpty();
    }
    return taken;
  }

  /** Returns whether Redis did not say whether there is such a session. */
  boolean hasLookupFailed() {
    return hasLookupFailed;
  }

  /** Asks Redis, once in each request. */
  private void verify() {
    if (hasLookupFailed) {
      refuse();
    } else if (!isVerified) {
      isVerified = true;
      try {
        take(cache.find(data.getId()));
      } catch (SessionOutageException e) {
        hasLookupFailed = true;
        refuse();
      }
    }
  }

  private void refuse() {
    if (!cache.isAnonymousInOutages()) {
      throw unavailable();
    }
    isAbsent = true;
  }

  private void take(Optional<Session> found) {
    isAbsent = found.isEmpty();
    found.ifPresent(data::session);
    if (isEntered) {
      begin();
    }
  }

  private static HttpException.RuntimeException unavailable() {
    return new HttpException.RuntimeException(
        HttpStatus.SERVICE_UNAVAILABLE_503, "sessions cannot be reached");
  }

  /** Before the application asks, what the node knows is good enough. */
  @Override
  public boolean isValid() {
    try (AutoLock ignored = lock()) {
      isNewAskedByJetty = true;
      if (isEntered) {
        verify();
      }
      return _state == State.VALID && !isAbsent && !hasEnded();
    }
  }

  private boolean hasEnded() {
    Session known = data.sessionOrNull();
    return known != null && known.hasEnded();
  }

  @Override
  protected void checkValidForRead() {
    if (_state != State.INVALIDATING) {
      verify();
      if (_state == State.INVALID || isAbsent || hasEnded()) {
        throw new IllegalStateException("the session has ended");
      }
    }
  }

  @Override
  protected void checkValidForWrite() {
    checkValidForRead();
  }

  /** Returns the id; the session is kept then, since the caller may rely on it. */
  @Override
  public String getId() {
    try (AutoLock ignored = lock()) {
      if (!isEntered) {
        verify(); // Jetty compares several ids that a client sent
      }
      need();
      return data.getId();
    }
  }

  @Override
  public String getExtendedId() {
    need();
    return super.getExtendedId();
  }

  @Override
  public long getCreationTime() {
    need();
    return super.getCreationTime();
  }

  private void need() {
    Session known = data.sessionOrNull();
    if (known != null && !known.isStored()) {
      known.need();
    }
  }

  @Override
  public long getLastAccessedTime() {
    try (AutoLock ignored = lock()) {
      checkValidForRead();
      return data.session().lastAccessTime().toEpochMilli();
    }
  }

  @Override
  public boolean isNew() {
    try (AutoLock ignored = lock()) {
      checkValidForRead();
      if (!isNewAskedByJetty) {
        need();
      }
      isNewAskedByJetty = false;
      return data.session().isNew();
    }
  }

  @Override
  public @Nullable Object getAttribute(String name) {
    return activation.read(name, super.getAttribute(name));
  }

  @Override
  @SuppressWarnings("deprecation") // 12.0 and 12.1 both name it so
  public @Nullable Object setAttribute(String name, @Nullable Object value) {
    if (name.equals(SESSION_CREATED_SECURE) && !data.session().isStored()) {
      return null; // alone, it is no reason to keep a session
    }
    Object before = super.setAttribute(name, value);
    activation.set(name, value);
    saveIfOver();
    return before;
  }

  @Override
  public void setMaxInactiveInterval(int seconds) {
    try (AutoLock ignored = lock()) {
      checkValidForRead();
      super.setMaxInactiveInterval(seconds);
    }
    saveIfOver();
  }

  /** A WebSocket may use the session of its handshake long after that. */
  private void saveIfOver() {
    boolean isLate;
    try (AutoLock ignored = lock()) {
      isLate = isOver && _state == State.VALID;
    }
    if (isLate) {
      data.session().commit();
    }
  }

  @Override
  protected void onSessionAttributeUpdate(
      String name, @Nullable Object value, @Nullable Object old) {
    try {
      super.onSessionAttributeUpdate(name, value, old);
    } catch (RuntimeException e) {
      if (_state != State.INVALIDATING) {
        throw e;
      }
      LOG.warn("a listener failed at the end of a session", e); // must not keep it alive
    }
  }

  @Override
  public void invalidate() {
    try (AutoLock ignored = lock()) {
      checkValidForRead();
    }
    boolean isFirst;
    try {
      isFirst = data.session().invalidate();
    } catch (SessionOutageException e) {
      throw unavailable();
    }
    if (isFirst) {
      super.invalidate();
    }
  }

  /** Tells listeners that the session has ended; it has. */
  void tellEnd() {
    if (beginInvalidate()) {
      try {
        getSessionManager().onSessionDestroyed(this);
      } catch (RuntimeException e) {
        LOG.warn("a listener failed at the end of a session", e);
      } finally {
        finishInvalidate();
      }
    }
  }

  @Override
  public void renewId(Request request, @Nullable Response response) {
    if (response != null && response.isCommitted()) {
      throw new IllegalStateException("the response is committed");
    }
    try (AutoLock ignored = lock()) {
      checkValidForRead();
    }
    String oldId = data.getId();
    JettySessionIds ids = cache.ids();
    SessionId next = ids.after(oldId);
    renew(next);
    setExtendedId(ids.getExtendedId(next.text(), request));
    onIdChanged();
    getSessionManager().onSessionIdChanged(this, oldId);
    ids.renewElsewhere(getSessionManager(), oldId, next.text());
    if (response != null && isSetCookieNeeded()) {
      Response.putCookie(response, getSessionManager().getSessionCookie(this, request.isSecure()));
    }
  }

  private void renew(SessionId next) {
    try {
      need();
      data.session().changeId(next);
    } catch (SessionOutageException e) {
      throw unavailable();
    }
  }

  @Override
  public HttpCookie generateSetCookie(String name, Map<String, String> attributes) {
    _needSetCookie = false;
    Session known = data.sessionOrNull();
    if (known != null && cache.refreshesCookies()) {
      known.setNote(JettySessionStore.COOKIE_SET, Long.toString(System.currentTimeMillis()));
    }
    return HttpCookie.from(name, super.getExtendedId(), attributes);
  }

  @Override
  public long getCookieSetTime() {
    Session known = data.sessionOrNull();
    Object time = known == null ? null : known.note(JettySessionStore.COOKIE_SET);
    return time instanceof String text ? Long.parseLong(text) : 0;
  }

  /** Writes what has changed, before the response is committed. */
  void save() {
    boolean isMine;
    try (AutoLock ignored = lock()) {
      isMine = isBegun && !isOver && _state == State.VALID;
    }
    if (isMine) {
      activation.passivate();
      data.session().commit();
    }
  }

  /**
   * Notes that it could not be saved. A new one is given up, since the client is not told of it.
   *
   * @return whether this request may go on all the same
   */
  boolean isDispensable() {
    boolean isNew = !data.session().isStored();
    if (isNew) {
      abandon();
    }
    return isNew && cache.isAnonymousInOutages();
  }

  /** Says that it is for this request alone, and never saved. */
  void abandon() {
    try (AutoLock ignored = lock()) {
      isOver = true;
    }
  }

  /** Returns whether the next request will find it. */
  boolean isKept() {
    Session known = data.sessionOrNull();
    return known != null && known.isStored() && !known.hasEnded();
  }

  void setUser(@Nullable String name) {
    if (isBegun) {
      data.session().setUser(name);
    }
  }

  /** Says that the request is over, and saves what it changed after its response. */
  void exit() {
    boolean wasBegun;
    boolean wasUnused;
    try (AutoLock ignored = lock()) {
      wasBegun = isBegun && !isOver;
      wasUnused = !isVerified && !hasLookupFailed && !isOver;
      isOver = true;
    }
    if (wasBegun) {
      data.session().end();
    } else if (wasUnused) {
      cache.touch(data.getId());
    }
  }

  /** All requests of this node share what it holds; Redis knows when it has expired. */
  @Override
  public boolean access(long time) {
    return isValid();
  }

  @Override
  public boolean isExpiredAt(long time) {
    return false;
  }

  @Override
  public boolean isResident() {
    return true;
  }

  @Override
  protected void use() {
    // requests are counted by enter() and exit()
  }

  @Override
  public void release() {
    // requests are counted by enter() and exit(); timers are of no use
  }

  /** Returns what tells sessions apart in logs; not the id. */
  @Override
  public String toString() {
    return data.toString();
  }
}
