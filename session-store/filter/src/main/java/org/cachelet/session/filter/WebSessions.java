// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session.filter;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletContext;
import jakarta.servlet.SessionTrackingMode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import org.cachelet.cache.CalmLog;
import org.cachelet.cache.Settings;
import org.cachelet.session.OwnClasses;
import org.cachelet.session.Session;
import org.cachelet.session.SessionTurns;
import org.cachelet.session.Sessions;

/** The sessions of one web application, and what its requests need of it. Thread-safe. */
final class WebSessions implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(SessionFilter.class.getName());
  private static final Duration LOG_PAUSE = Duration.ofSeconds(10);

  private final ServletContext context;
  private final Sessions sessions;
  private final SessionCookie cookie;
  private final SessionListeners listeners;
  private final Set<SessionTrackingMode> tracking;
  private final String exchangeName;

  /** Attributes that know that they are in use here. */
  private final Cache<Object, Boolean> active =
      Caffeine.newBuilder().weakKeys().executor(Runnable::run).build();

  private final CalmLog log = new CalmLog(LOG, InstantSource.system(), LOG_PAUSE);

  private WebSessions(ServletContext context, Settings settings) {
    this.context = context;
    cookie = new SessionCookie(context);
    listeners = SessionListeners.of(ContainerListeners.find(context), log);
    tracking = Set.copyOf(context.getEffectiveSessionTrackingModes());
    exchangeName = exchangeName(context);
    String path = context.getContextPath();
    sessions =
        Sessions.builder()
            .settings(settings)
            .application(path.isEmpty() ? "/" : path)
            .ownClasses(OwnClasses.patterns(context::getResourcePaths))
            .classLoader(context.getClassLoader())
            .onExpired(this::expired)
            .open();
  }

  /** Opens them; waits for Redis for a moment. */
  static WebSessions open(ServletContext context, Settings settings) {
    WebSessions opened = new WebSessions(context, settings);
    ServletSessions.set(context, opened.sessions);
    return opened;
  }

  private static String exchangeName(ServletContext context) {
    return SessionExchange.class.getName() + '@' + context.getContextPath();
  }

  /** Returns what a request has to do with sessions; empty if the filter has not seen it. */
  static Optional<SessionExchange> exchangeOf(HttpServletRequest request) {
    return request.getAttribute(exchangeName(request.getServletContext()))
            instanceof SessionExchange exchange
        ? Optional.of(exchange)
        : Optional.empty();
  }

  /** Returns what a request has to do with sessions, from its first dispatch on. */
  SessionExchange exchange(HttpServletRequest request, HttpServletResponse response) {
    if (request.getAttribute(exchangeName) instanceof SessionExchange exchange) {
      return exchange;
    }
    SessionExchange exchange = new SessionExchange(this, request, response);
    request.setAttribute(exchangeName, exchange);
    return exchange;
  }

  Sessions sessions() {
    return sessions;
  }

  SessionCookie cookie() {
    return cookie;
  }

  SessionListeners listeners() {
    return listeners;
  }

  ServletContext context() {
    return context;
  }

  CalmLog log() {
    return log;
  }

  /** Returns whether sessions are found by cookies, or by addresses. */
  boolean tracksBy(SessionTrackingMode mode) {
    return tracking.contains(mode);
  }

  /** Returns whether a request waits for others of its visitor. */
  boolean takesTurns(HttpServletRequest request) {
    SessionTurns turns = sessions.turns();
    return turns.areTaken()
        && request.getDispatcherType() == DispatcherType.REQUEST
        && (turns.areTaken(pathAsSent(request)) || turns.areTaken(path(request)));
  }

  private static String pathAsSent(HttpServletRequest request) {
    return request.getRequestURI().substring(request.getContextPath().length());
  }

  private static String path(HttpServletRequest request) {
    String rest = request.getPathInfo();
    return rest == null ? request.getServletPath() : request.getServletPath() + rest;
  }

  /** Returns after how long without a request a session expires; zero or less if it never does. */
  Duration timeout() {
    return Duration.ofMinutes(context.getSessionTimeout());
  }

  /** Returns whether an attribute is seen for the first time since it was read from Redis. */
  boolean isFirstSeen(Object value) {
    return active.asMap().putIfAbsent(value, true) == null;
  }

  /** Tells of a session that nobody has used for too long, as in a request of the application. */
  private void expired(Session session) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(context.getClassLoader());
    try {
      StoredSession.of(this, session, () -> {}).tellOfItsEnd();
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  @Override
  public void close() {
    ServletSessions.remove(context);
    sessions.close();
  }
}
