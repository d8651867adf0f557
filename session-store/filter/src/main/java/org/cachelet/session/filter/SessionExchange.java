// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session.filter;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.SessionTrackingMode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
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
  private static final int SERVER_ERROR = 500;

  private final WebSessions application;
  private final HttpServletRequest request;
  private final ReentrantLock lock = new ReentrantLock();

  /** What was begun and has to be ended. */
  private final List<Session> inUse = new ArrayList<>();

  private HttpServletResponse response;
  private @Nullable List<RequestedId> sent;
  private @Nullable RequestedId found;
  private @Nullable StoredSession session;
  private boolean hasLooked;
  private boolean isUntold;
  private boolean isToldHere;
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
  }

  WebSessions application() {
    return application;
  }

  /** Goes on in another dispatch of the container, as to an error page. */
  void resume(HttpServletResponse now) {
    lock.lock();
    try {
      response = now;
      isOver = false;
      StoredSession current = session;
      if (current != null && !isForThisRequestOnly && !inUse.contains(current.real())) {
        current.real().begin();
        inUse.add(current.real());
      }
    } finally {
      lock.unlock();
    }
  }

  /** Runs the application, saves what it leaves, and answers if Redis does not. */
  void run(HttpServletRequest shown, HttpServletResponse shownResponse, FilterChain chain)
      throws IOException, ServletException {
    try {
      chain.doFilter(shown, shownResponse);
      if (!shown.isAsyncStarted()) {
        commit();
        if (wasOut && response.getStatus() >= SERVER_ERROR) {
          unavailable(); // the application has made another error of it
        }
      }
    } catch (IOException | ServletException | RuntimeException e) {
      if (!Outages.areIn(e)) {
        commitQuietly();
        throw e;
      }
      unavailable();
    } finally {
      if (!shown.isAsyncStarted()) {
        end();
      }
    }
  }

  private void unavailable() throws IOException {
    if (response.isCommitted()) {
      application.log().warn("late", "Redis does not answer; a response was sent already");
      return;
    }
    response.resetBuffer();
    Outages.announce(response);
    if (request.getDispatcherType() == DispatcherType.ERROR) {
      response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
    } else {
      response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
    }
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
    for (RequestedId id : sent()) {
      Optional<Session> there = find(id);
      if (there.isPresent()) {
        found = id;
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
    isUntold = true;
    application.listeners().created(begun);
    return begun;
  }

  private StoredSession use(Session real) {
    if (!isForThisRequestOnly) {
      real.begin();
      inUse.add(real);
    }
    StoredSession shown = StoredSession.of(application, real, this::touched);
    session = shown;
    return shown;
  }

  /** Notes that the session may have changed; what changes after the request is saved at once. */
  private void touched() {
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
      String id = current.changeId();
      isUntold = true;
      return id;
    } finally {
      lock.unlock();
    }
  }

  /** Makes the id worthless that was known before somebody logged in. */
  void loggedIn() {
    if (find() != null && !response.isCommitted()) {
      changeId();
    }
  }

  /** Forgets whose session it is. */
  void loggedOut() {
    StoredSession current = find();
    if (current != null) {
      current.real().setUser(null);
      touched();
    }
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
      tell(current);
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

  private void tell(StoredSession current) {
    boolean isThere = current.real().isStored() && !current.hasEnded();
    if (isUntold && isThere && !response.isCommitted()) {
      application.cookie().add(request, response, current.id());
      if (isToldHere) {
        application.cookie().keepLast(response);
      }
      isUntold = false;
      isToldHere = true;
    }
  }

  /** Saves the session before an asynchronous response ends, or answers that Redis does not. */
  void commitOrRefuse() {
    try {
      commit();
    } catch (SessionOutageException e) {
      try {
        unavailable();
      } catch (IOException | IllegalStateException gone) {
        application.log().warn("late", "Redis does not answer, and neither can we", gone);
      }
    }
  }

  private void commitQuietly() {
    try {
      if (!request.isAsyncStarted()) {
        commit();
      }
    } catch (SessionOutageException e) {
      application.log().warn("save", "a session is not saved: " + e.getMessage());
    }
  }

  /** Notes that the response was reset, and the cookie with it. */
  void forgetTelling() {
    isUntold |= isToldHere;
    isToldHere = false;
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
      for (Session used : inUse) {
        end(used);
      }
      inUse.clear();
      if (!hasLooked) {
        sent().stream()
            .map(RequestedId::text)
            .filter(SessionText::isWellFormed)
            .forEach(application.sessions()::touch);
      }
    } finally {
      lock.unlock();
    }
  }

  private void end(Session used) {
    try {
      used.end();
    } catch (SessionOutageException e) {
      application.log().warn("save", "a session is not saved: " + e.getMessage());
    }
  }

  /** Ends what nobody can come back to, and lets listeners count that too. */
  private void endUnstored() {
    StoredSession current = session;
    if (current != null && !current.real().isStored() && current.real().invalidate()) {
      current.tellOfItsEnd();
    }
  }

  private List<RequestedId> sent() {
    List<RequestedId> ids = sent;
    if (ids == null) {
      ids = RequestedId.in(request, application);
      sent = ids;
    }
    return ids;
  }

  /** Returns what the client sent: that which opens the session if one does. */
  Optional<RequestedId> requested() {
    lock.lock();
    try {
      return found != null ? Optional.of(found) : sent().stream().findFirst();
    } finally {
      lock.unlock();
    }
  }

  /** Returns whether the client sent the id of the session that there is. */
  boolean isRequestedValid() {
    StoredSession current = find();
    return current != null && found != null && SessionText.isSame(found.text(), current.id());
  }

  /** Returns what puts ids into addresses. */
  SessionAddress addresses() {
    return new SessionAddress(request);
  }

  /** Returns what addresses must carry; empty if the client has a cookie, or no session. */
  Optional<String> idForAddresses() {
    if (!application.tracksBy(SessionTrackingMode.URL)) {
      return Optional.empty();
    }
    lock.lock();
    try {
      boolean byCookie =
          requested().filter(id -> id.from() == SessionTrackingMode.COOKIE).isPresent();
      if (byCookie && (!hasLooked || found != null)) {
        return Optional.empty();
      }
      StoredSession current = session == null && sent().isEmpty() ? null : find();
      return current != null && current.real().isNeeded()
          ? Optional.of(current.id())
          : Optional.empty();
    } finally {
      lock.unlock();
    }
  }
}
