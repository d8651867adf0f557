// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session.filter;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.cachelet.session.Session;
import org.cachelet.session.SessionOutageException;
import org.jspecify.annotations.Nullable;

/**
 * What one request has to do with sessions, from its first dispatch to its last. Thread-safe, since
 * an asynchronous request has several threads.
 */
final class SessionExchange {
  private final WebSessions application;
  private final HttpServletRequest request;
  private final ReentrantLock lock = new ReentrantLock();

  private final ClientIds ids;
  private final CookieDuty cookie;
  private final UsedSessions used;
  private final Passage passage;
  private final Logins logins;

  private HttpServletResponse response;
  private volatile @Nullable StoredSession session;
  private volatile boolean hasLooked;
  private boolean wasOut;
  private volatile boolean isForThisRequestOnly;
  private volatile boolean isTouched;
  private volatile boolean isOver;

  /** Begins with the request and the response of the container. */
  SessionExchange(
      WebSessions application, HttpServletRequest request, HttpServletResponse response) {
    this.application = application;
    this.request = request;
    this.response = response;
    ids = new ClientIds(this, request);
    cookie = new CookieDuty(application, request);
    used = new UsedSessions(application);
    passage = new Passage(this, request);
    logins = new Logins(this, request);
  }

  /** Goes on in another dispatch of the container, as to an error page. */
  void resume(HttpServletResponse now) {
    lock.lock();
    try {
      response = now;
      isOver = false;
      StoredSession current = session;
      if (current != null && !isForThisRequestOnly) {
        used.begin(current.real());
      }
    } finally {
      lock.unlock();
    }
  }

  WebSessions application() {
    return application;
  }

  /** Returns the way of the request through the application. */
  Passage passage() {
    return passage;
  }

  /** Returns what becomes of the session when somebody logs in or out. */
  Logins logins() {
    return logins;
  }

  /** Returns where the answer goes, as the container gave it to the filter. */
  HttpServletResponse response() {
    return response;
  }

  /** Returns the ids that the client has sent and is shown. */
  ClientIds ids() {
    return ids;
  }

  /** Returns the session if it was looked for or begun; null if not, or if there is none. */
  @Nullable StoredSession known() {
    return session;
  }

  /** Returns whether the session that the client asks for was looked for. */
  boolean hasLooked() {
    return hasLooked;
  }

  /** Returns whether Redis did not answer when the application asked for its session. */
  boolean wasOut() {
    return wasOut;
  }

  /** Returns the session that there is; null if there is none. */
  @Nullable StoredSession find() {
    lock.lock();
    try {
      if (session == null && !hasLooked) {
        look();
      }
      return session == null || session.hasEnded() ? null : session;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Returns the session that there is or a new one.
   *
   * @throws IllegalStateException if there is none, and the client cannot be told of one
   */
  StoredSession findOrBegin() {
    lock.lock();
    try {
      StoredSession current = find();
      return current == null ? begin() : current;
    } finally {
      lock.unlock();
    }
  }

  private void look() {
    for (RequestedId id : ids.all()) {
      Optional<Session> there = find(id);
      if (there.isPresent()) {
        ids.opened(id);
        use(there.get());
        break;
      }
    }
    hasLooked = true;
  }

  private Optional<Session> find(RequestedId id) {
    try {
      return application.sessions().find(id.text());
    } catch (SessionOutageException e) {
      if (application.sessions().isAnonymousInOutages()) {
        isForThisRequestOnly = true;
        return Optional.empty();
      }
      wasOut = true;
      throw e;
    }
  }

  private StoredSession begin() {
    if (response.isCommitted()) {
      throw new IllegalStateException(
          "a session cannot begin after the response was committed: the client is not told of it");
    }
    StoredSession begun = use(application.sessions().create(application.timeout()));
    cookie.arise();
    isTouched |= begun.real().isNeeded();
    application.listeners().created(begun);
    return begun;
  }

  private StoredSession use(Session real) {
    if (!isForThisRequestOnly) {
      used.begin(real);
    }
    StoredSession shown = StoredSession.of(application, real, this::touched);
    session = shown;
    return shown;
  }

  /** Notes that the session may have changed; what changes after the request is saved at once. */
  void touched() {
    isTouched = true;
    StoredSession current = session;
    if (isOver && current != null && !isForThisRequestOnly && !current.hasEnded()) {
      current.real().commit();
    }
  }

  /** Returns whether there may be something to save. */
  boolean isTouched() {
    return isTouched;
  }

  /**
   * Gives the session another id.
   *
   * @throws IllegalStateException if there is none, or the client cannot be told
   */
  String changeId() {
    lock.lock();
    try {
      StoredSession current = find();
      if (current == null || response.isCommitted()) {
        throw new IllegalStateException(
            current == null ? "no session" : "the client cannot be told of another id any more");
      }
      return changeId(current);
    } finally {
      lock.unlock();
    }
  }

  /** Gives the session another id, of which the client will be told. */
  String changeId(StoredSession current) {
    String id = current.changeId();
    cookie.arise();
    return id;
  }

  /**
   * Saves the session, and tells the client of a new one; to be called before the response is
   * committed.
   *
   * @throws SessionOutageException if Redis does not answer
   */
  void commit() {
    lock.lock();
    try {
      StoredSession current = session;
      if (current == null || current.hasEnded() || isForThisRequestOnly) {
        return;
      }
      if (isTouched) {
        isTouched = false;
        save(current);
      }
      cookie.fulfil(current, response);
    } finally {
      lock.unlock();
    }
  }

  private void save(StoredSession current) {
    Principal user = request.getUserPrincipal();
    if (user != null) {
      current.real().setUser(user.getName());
    }
    current.tellOfWriting();
    try {
      current.real().commit();
    } catch (SessionOutageException e) {
      isTouched = true;
      if (application.sessions().isAnonymousInOutages() && !current.real().isStored()) {
        isForThisRequestOnly = true;
        return;
      }
      wasOut = true;
      throw e;
    }
  }

  /** Notes that the response was reset, and the cookie with it. */
  void forgetTelling() {
    cookie.undo();
  }

  /** Says that the request is over, and saves what was changed after its response. */
  void end() {
    lock.lock();
    try {
      if (isOver) {
        return;
      }
      isOver = true;
      endUnstored();
      used.end();
      if (!hasLooked) {
        touchAll();
      }
    } finally {
      lock.unlock();
    }
  }

  private void touchAll() {
    ids.all().stream()
        .map(RequestedId::text)
        .filter(SessionText::isWellFormed)
        .forEach(application.sessions()::touch);
  }

  /** Ends what nobody can come back to, and lets listeners count that too. */
  private void endUnstored() {
    StoredSession current = session;
    if (current != null && !current.real().isStored() && current.real().invalidate()) {
      current.tellOfItsEnd();
    }
  }
}
