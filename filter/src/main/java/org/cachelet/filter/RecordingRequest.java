// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpUpgradeHandler;
import jakarta.servlet.http.PushBuilder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.time.InstantSource;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.cachelet.cache.Input;
import org.cachelet.cache.servlet.WatchedRequest;
import org.jspecify.annotations.Nullable;

/**
 * The request that the application gets while a page is made. It reports every read of what is not
 * in the key of the page, and shows nothing of what is declared to be without influence. Used by
 * one thread at a time, like any request.
 *
 * <p>Compiled against Servlet 6.1, whose methods it must not let pass by, and runs on 6.0.
 */
final class RecordingRequest extends VisitorRequest {
  /** Tomcat's offer to send files past the response, which nobody could capture. */
  private static final String SENDFILE = "org.apache.tomcat.sendfile.";

  private static final Set<String> QUERY_ATTRIBUTES =
      Set.of(
          RequestDispatcher.FORWARD_QUERY_STRING,
          RequestDispatcher.INCLUDE_QUERY_STRING,
          AsyncContext.ASYNC_QUERY_STRING);

  private final Ledger ledger;
  private final ServletResponse response;
  private final Runnable beforeComplete;
  private final @Nullable InstantSource detached;
  private final AtomicBoolean completing = new AtomicBoolean();

  /** The attributes that the application set or removed; whether they were there before it did. */
  private final Map<String, Boolean> ownAttributes = new ConcurrentHashMap<>();

  private @Nullable LazySession session;
  private boolean sessionCreated;
  private @Nullable RecordingAsyncContext async;

  private RecordingRequest(
      Ledger ledger,
      ServletResponse response,
      Runnable beforeComplete,
      @Nullable InstantSource detached) {
    super(ledger);
    this.ledger = ledger;
    this.response = response;
    this.beforeComplete = beforeComplete;
    this.detached = detached;
  }

  /**
   * Returns the request for a page that the client waits for.
   *
   * @param response what the application writes to, also after {@link #startAsync()}
   * @param beforeComplete run once, when the application completes an asynchronous making
   */
  static RecordingRequest attached(
      Ledger ledger, ServletResponse response, Runnable beforeComplete) {
    return new RecordingRequest(ledger, response, beforeComplete, null);
  }

  /**
   * Returns the request for a page that is made for later clients, when this one has its response
   * already: it has no body left, and sessions that are begun are thrown away.
   */
  static RecordingRequest detached(
      Ledger ledger, ServletResponse response, Runnable beforeComplete, InstantSource clock) {
    return new RecordingRequest(ledger, response, beforeComplete, clock);
  }

  /** Returns the value of an input as the application was shown it, else as it is now. */
  Value valueOf(Input input) {
    return ledger.valueOf(input);
  }

  /** Returns where the application reports what it reads. */
  Ledger ledger() {
    return ledger;
  }

  /** Returns whether the application needed a session that there was not. */
  boolean sessionWasCreated() {
    return sessionCreated;
  }

  /**
   * Begins the session if the application asked for one and has not needed it yet; to be called
   * before the response is committed, since no session can be begun after that.
   */
  void beginSession() {
    LazySession there = currentSession();
    if (there != null) {
      there.real();
    }
  }

  @Override
  public @Nullable Object getAttribute(String name) {
    if (name.startsWith(SENDFILE)) {
      return null;
    }
    Object value = super.getAttribute(name);
    if (ledger.isKept() && isFromOutside(name)) {
      ledger.read(InputKind.ATTRIBUTE.input(name), Inputs.attribute(value));
    }
    return value instanceof String query && QUERY_ATTRIBUTES.contains(name)
        ? visibleQuery(query)
        : value;
  }

  @Override
  public Enumeration<String> getAttributeNames() {
    if (!ledger.isKept()) {
      return super.getAttributeNames();
    }
    Set<String> names = new TreeSet<>(Collections.list(super.getAttributeNames()));
    Set<String> outside = new TreeSet<>(names);
    outside.removeIf(name -> !isFromOutside(name));
    ownAttributes.forEach(
        (name, wasThere) -> {
          if (wasThere && ledger.inputs().isOutside(name)) {
            outside.add(name);
          }
        });
    ledger.read(InputKind.ATTRIBUTE_NAMES.input(), Inputs.attributeNames(outside));
    return Collections.enumeration(names);
  }

  @Override
  public void setAttribute(String name, @Nullable Object value) {
    if (name.startsWith(SENDFILE)) {
      ledger.forbid("a file was sent past the response");
    }
    takeOver(name);
    super.setAttribute(name, value);
  }

  @Override
  public void removeAttribute(String name) {
    takeOver(name);
    super.removeAttribute(name);
  }

  private void takeOver(String name) {
    ownAttributes.computeIfAbsent(name, own -> super.getAttribute(own) != null);
  }

  private boolean isFromOutside(String attribute) {
    return !ownAttributes.containsKey(attribute) && ledger.inputs().isOutside(attribute);
  }

  @Override
  public HttpSession getSession() {
    LazySession there = currentSession();
    if (there == null) {
      there = lazySession(null);
      session = there;
    }
    return there;
  }

  /** What was begun lazily is there for everybody, so that asking for it tells nothing. */
  @Override
  public @Nullable HttpSession getSession(boolean create) {
    if (create) {
      return getSession();
    }
    LazySession there = currentSession();
    if (there == null) {
      ledger.read(InputKind.SESSION.input(), Value.ABSENT);
    } else if (there.isReal()) {
      there.readExistence();
    } else if (ledger.isForTheRecord()) {
      return null; // it would ask for the id, and so begin a session
    }
    return there;
  }

  private @Nullable LazySession currentSession() {
    HttpSession real = super.getSession(false);
    if (session == null || !session.standsFor(real)) {
      session = real == null ? null : lazySession(real);
    }
    return session;
  }

  private LazySession lazySession(@Nullable HttpSession real) {
    return AccessibleSession.of(real, getServletContext(), ledger, this::newSession);
  }

  private HttpSession newSession() {
    sessionCreated = true;
    if (detached == null) {
      ledger.refuse("a session was created");
      return super.getSession(true);
    }
    ledger.forbid("a session was created, whose cookie nobody would get");
    return new ScratchSession(getServletContext(), detached.millis());
  }

  @Override
  public String changeSessionId() {
    ledger.forbid("the id of the session was changed");
    beginSession();
    return super.changeSessionId();
  }

  @Override
  public <T extends HttpUpgradeHandler> T upgrade(Class<T> handler)
      throws IOException, ServletException {
    ledger.forbid("the protocol of the connection was changed");
    return super.upgrade(handler);
  }

  /** Returns null, as without HTTP/2: a push copies headers that nobody would have seen read. */
  @Override
  @SuppressWarnings("deprecation")
  public @Nullable PushBuilder newPushBuilder() {
    return null;
  }

  @Override
  public ServletInputStream getInputStream() throws IOException {
    return detached == null ? super.getInputStream() : new EmptyBody();
  }

  @Override
  public BufferedReader getReader() throws IOException {
    return detached == null ? super.getReader() : new BufferedReader(Reader.nullReader());
  }

  @Override
  public AsyncContext startAsync() {
    return startAsync(this, response);
  }

  @Override
  public AsyncContext startAsync(ServletRequest request, ServletResponse to) {
    String path = WatchedRequest.within(request) == this && to == response ? pathInContext() : null;
    async =
        new RecordingAsyncContext(super.startAsync(request, to), ledger, path, this::completing);
    return async;
  }

  private String pathInContext() {
    HttpServletRequest sent = ledger.inputs().request();
    return sent.getRequestURI().substring(sent.getContextPath().length());
  }

  @Override
  public AsyncContext getAsyncContext() {
    AsyncContext real = super.getAsyncContext();
    return async == null ? real : async;
  }

  private void completing() {
    if (completing.compareAndSet(false, true)) {
      beforeComplete.run();
    }
  }
}
