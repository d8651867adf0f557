// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session.tomcat;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.util.Optional;
import org.apache.catalina.Context;
import org.apache.catalina.Session;
import org.apache.catalina.authenticator.NonLoginAuthenticator;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.core.ApplicationSessionCookieConfig;
import org.apache.tomcat.util.http.MimeHeaders;
import org.cachelet.session.SessionId;
import org.cachelet.session.SessionOutageException;
import org.jspecify.annotations.Nullable;

/**
 * One request and its response, as far as its session is concerned: the session is saved before the
 * response tells anybody of it, and the client is sent its id only then. Used by one request, by
 * one of its threads after the other.
 */
final class Exchange {
  private static final String NOTE = Exchange.class.getName();
  private static final String SET_COOKIE = "Set-Cookie";

  private final Request request;
  private final Response response;
  private final CacheletManager manager;

  /** What the client sent; null if nothing. */
  private final @Nullable String sentId;

  /** The same with the route of this node, as Tomcat compares it. */
  private final @Nullable String requestedId;

  private boolean isIdHidden;

  private Exchange(Request request, CacheletManager manager) {
    this.request = request;
    this.response = request.getResponse();
    this.manager = manager;
    sentId = request.getRequestedSessionId();
    requestedId = sentId == null ? null : withRoute(sentId);
  }

  private String withRoute(String sent) {
    return SessionId.parse(sent).map(id -> manager.routed(id.text())).orElse(sent);
  }

  /** Returns what there is for a request, made when it is first asked for. */
  static Exchange of(Request request, CacheletManager manager) {
    return find(request)
        .orElseGet(
            () -> {
              Exchange made = new Exchange(request, manager);
              request.setNote(NOTE, made);
              made.wrap();
              return made;
            });
  }

  /** Returns what there is for a request; empty if it is for another application. */
  static Optional<Exchange> find(Request request) {
    return request.getNote(NOTE) instanceof Exchange exchange
        ? Optional.of(exchange)
        : Optional.empty();
  }

  private void wrap() {
    request.setRequestedSessionId(requestedId);
    response.setResponse(new ExchangeResponse(response.getResponse(), this));
    request.setRequest(new ExchangeRequest(request.getRequest(), this));
  }

  /** Begins a way through the valves; there may be several. */
  void begin() {
    if (isLookupLate()) {
      request.setRequestedSessionId(null);
      isIdHidden = true;
    }
  }

  /**
   * Returns whether the session is looked for only when the application asks, since nobody else
   * needs to know who the visitor is.
   */
  private boolean isLookupLate() {
    Context context = request.getContext();
    return context.getAuthenticator() instanceof NonLoginAuthenticator
        && context.findConstraints().length == 0;
  }

  /** Lets the request have the id that the client sent. */
  void showId() {
    if (isIdHidden) {
      isIdHidden = false;
      if (request.getRequestedSessionId() == null) {
        request.setRequestedSessionId(requestedId);
      }
    }
  }

  /** Returns the id as the client sent it. */
  @Nullable String sentId() {
    return sentId;
  }

  /** Ends a way through the valves: saves, unless the application goes on in another thread. */
  void end() {
    showId();
    if (request.isAsync()) {
      return;
    }
    outage().ifPresentOrElse(this::refuse, this::saveOrRefuse);
    String id = sentId;
    if (id != null && touchedSession() == null) {
      manager.touch(id);
    }
  }

  private Optional<SessionOutageException> outage() {
    Object failure = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
    return failure instanceof Throwable throwable ? Outages.cause(throwable) : Optional.empty();
  }

  /** Saves the session, and answers that this is impossible if it is. */
  void saveOrRefuse() {
    try {
      save();
    } catch (SessionOutageException e) {
      refuse(e);
    }
  }

  /**
   * Saves the session if the request has one, and then lets the response tell the client of it.
   *
   * @throws SessionOutageException if Redis does not answer, and the client can be told so
   */
  void save() {
    TomcatSession session = touchedSession();
    if (session == null) {
      return;
    }
    if (session.isUnshared() || isToStayUnshared(session)) {
      unshare(session);
      return;
    }
    noteUser(session);
    try {
      session.save();
    } catch (SessionOutageException e) {
      failed(session, e);
      return;
    }
    tell(session);
  }

  private void failed(TomcatSession session, SessionOutageException e) {
    if (manager.isAnonymousInOutages() && !session.shared().isStored()) {
      unshare(session);
    } else if (response.isCommitted()) {
      manager.log().warn("late", "what a request wrote after its response is not saved", e);
    } else {
      throw e;
    }
  }

  /** Returns the session if anybody has asked for it, without asking now. */
  private @Nullable TomcatSession touchedSession() {
    String id = request.getRequestedSessionId();
    request.setRequestedSessionId(null); // else it would be looked for
    try {
      Session session = request.getSessionInternal(false);
      return session instanceof TomcatSession found ? found : null;
    } finally {
      request.setRequestedSessionId(id);
    }
  }

  /** Returns whether it began only because Redis could not be asked for the visitor's own. */
  private boolean isToStayUnshared(TomcatSession session) {
    return requestedId != null && !session.shared().isStored() && manager.isUnseen(requestedId);
  }

  private void unshare(TomcatSession session) {
    session.unshare();
    withhold(session);
  }

  private void noteUser(TomcatSession session) {
    Principal user = request.getUserPrincipal();
    if (user != null) {
      session.shared().setUser(user.getName());
    }
  }

  private void tell(TomcatSession session) {
    if (response.isCommitted()) {
      return;
    }
    if (!session.shared().isStored()) {
      withhold(session);
    } else if (isToBeTold(session) && Tracking.isByCookie(context())) {
      response.addSessionCookieInternal(
          ApplicationSessionCookieConfig.createSessionCookie(
              context(), session.getIdInternal(), request.isSecure()));
    }
  }

  /**
   * Returns whether the client does not know the id and may: not if another request has changed it
   * meanwhile, since the old one, which this request came with, may have been stolen.
   */
  private boolean isToBeTold(TomcatSession session) {
    String id = session.getIdInternal();
    String sent = sentId;
    if (sent == null || !isOf(sent, session)) {
      return true;
    }
    return !id.equals(sent) && id.equals(request.getRequestedSessionId());
  }

  private static boolean isOf(String sent, TomcatSession session) {
    return SessionId.parse(sent)
        .filter(id -> id.storage().equals(session.shared().storage()))
        .isPresent();
  }

  private Context context() {
    return manager.getContext();
  }

  /** Takes the id out of the response. */
  private void withhold(TomcatSession session) {
    if (response.isCommitted()) {
      return;
    }
    String cookie = manager.cookieName() + "=" + session.getIdInternal();
    MimeHeaders headers = response.getCoyoteResponse().getMimeHeaders();
    for (int i = headers.size() - 1; i >= 0; i--) {
      if (SET_COOKIE.equalsIgnoreCase(headers.getName(i).toString())
          && headers.getValue(i).toString().startsWith(cookie)) {
        headers.removeHeader(i);
      }
    }
  }

  /** Returns whether as many bytes are all of the response, which Tomcat 11 commits then. */
  boolean isWhole(long bytes) {
    long length = response.getCoyoteResponse().getContentLengthLong();
    return length >= 0 && bytes >= length;
  }

  /** Answers that the session cannot be reached now, unless the response is on its way. */
  void refuse(SessionOutageException e) {
    if (response.isCommitted()) {
      manager.log().warn("late", "a response was cut short, since its session is unknown", e);
      return;
    }
    request.removeAttribute(RequestDispatcher.ERROR_EXCEPTION);
    response.setSuspended(false);
    response.reset();
    response.setHeader("Retry-After", "1");
    try {
      response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
    } catch (IOException lost) {
      manager.log().warn("refuse", "a client is gone", lost);
    }
  }

  /**
   * Lets the request have the visitor who logged in with its session, if nobody has looked yet.
   *
   * @throws SessionOutageException if Redis does not answer
   */
  void recallUser() {
    if (!isLookupLate() || request.getUserPrincipal() != null) {
      return;
    }
    Session session = request.getSessionInternal(false);
    Principal user = session == null ? null : session.getPrincipal();
    if (session != null && user != null) {
      request.setAuthType(session.getAuthType());
      request.setUserPrincipal(user);
    }
  }

  /** Notes that the application depends on the id of its session. */
  void needSession() {
    TomcatSession session = touchedSession();
    if (session != null) {
      session.shared().need();
    }
  }
}
