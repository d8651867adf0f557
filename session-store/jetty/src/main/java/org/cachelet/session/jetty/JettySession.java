// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session.jetty;

import java.util.Optional;
import org.cachelet.session.SessionLock;
import org.cachelet.session.SessionOutageException;
import org.cachelet.session.SessionTurns;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.thread.AutoLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The session of one request; the requests of a visitor on this node share what is in it. Redis is
 * asked when the request first needs the session, unless this node did not know of it. Thread-safe.
 */
@SuppressWarnings("try") // a lock is held, not used
final class JettySession extends CookieSession {
  private static final Logger LOG = LoggerFactory.getLogger(JettySession.class);

  private final JettySessionCache cache;
  private final JettySessionData data;
  private final Activation activation;
  private final SessionPhase phase;

  /** Jetty itself asks this with each getSession(), which says nothing about the application. */
  private boolean isNewAskedByJetty = true;

  /** Takes one that the node knows, and that Redis has not been asked for by this request. */
  JettySession(JettySessionCache cache, JettySessionData data) {
    super(cache, data);
    this.cache = cache;
    this.data = data;
    phase = new SessionPhase(cache, data);
    activation = new Activation(this, cache.activation());
  }

  /** Says that nobody knows whether there is such a session. */
  JettySession failed() {
    phase.failed();
    return this;
  }

  /** Says that Redis has been asked, or need not be. */
  JettySession verified() {
    phase.verified();
    return this;
  }

  /** Says that the request goes on to the application: from now on, what it asks counts. */
  void enter() {
    try (AutoLock ignored = lock()) {
      phase.enter();
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
      if (taken.isPresent()) {
        phase.mustVerifyAgain();
      }
    }
    return taken;
  }

  /** Returns whether Redis did not say whether there is such a session. */
  boolean hasLookupFailed() {
    return phase.hasLookupFailed();
  }

  /** Before the application asks, what the node knows is good enough. */
  @Override
  public boolean isValid() {
    try (AutoLock ignored = lock()) {
      isNewAskedByJetty = true;
      if (phase.isEntered()) {
        phase.verify();
      }
      return _state == State.VALID && !phase.isAbsent() && !data.hasEnded();
    }
  }

  @Override
  protected void checkValidForRead() {
    if (_state != State.INVALIDATING) {
      phase.verify();
      if (_state == State.INVALID || phase.isAbsent() || data.hasEnded()) {
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
      if (!phase.isEntered()) {
        phase.verify(); // Jetty compares several ids that a client sent
      }
      data.need();
      return data.getId();
    }
  }

  @Override
  public String getExtendedId() {
    data.need();
    return super.getExtendedId();
  }

  @Override
  public long getCreationTime() {
    data.need();
    return super.getCreationTime();
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
        data.need();
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
      isLate = phase.isOver() && _state == State.VALID;
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
      throw SessionPhase.unavailable();
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
    new IdChange(cache, this, data).make(request, response);
  }

  /** Writes what has changed, before the response is committed. */
  void save() {
    boolean isMine;
    try (AutoLock ignored = lock()) {
      isMine = phase.isInUse() && _state == State.VALID;
    }
    if (isMine) {
      activation.passivate();
      data.session().commit();
    }
  }

  /** Gives up a new one that was not saved; returns whether the request goes on all the same. */
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
      phase.end();
    }
  }

  /** Returns whether the next request will find it. */
  boolean isKept() {
    return data.isKept();
  }

  void setUser(@Nullable String name) {
    if (phase.isBegun()) {
      data.session().setUser(name);
    }
  }

  /** Says that the request is over, and saves what it changed after its response. */
  void exit() {
    boolean wasBegun;
    boolean wasUnused;
    try (AutoLock ignored = lock()) {
      wasBegun = phase.isInUse();
      wasUnused = phase.isUnused();
      phase.end();
    }
    if (wasBegun) {
      data.session().end();
    } else if (wasUnused) {
      cache.touch(data.getId());
    }
  }

  /** Returns what tells sessions apart in logs; not the id. */
  @Override
  public String toString() {
    return data.toString();
  }
}
