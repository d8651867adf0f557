// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session.filter;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionActivationListener;
import jakarta.servlet.http.HttpSessionBindingListener;
import jakarta.servlet.http.HttpSessionEvent;
import java.time.Duration;
import java.util.Collections;
import java.util.Enumeration;
import java.util.IdentityHashMap;
import java.util.Set;
import org.cachelet.session.Session;
import org.jspecify.annotations.Nullable;

/**
 * A session in Redis as the application of one request sees it. As thread-safe as the session
 * itself.
 */
class StoredSession implements HttpSession {
  private final WebSessions application;
  private final Session real;
  private final Runnable touched;

  /** Attributes that want to be told before they are written. */
  private final Set<HttpSessionActivationListener> used =
      Collections.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));

  private volatile String id;
  private volatile boolean isEnding;

  /** Shows a session; {@code touched} is told of all that may change it. */
  StoredSession(WebSessions application, Session real, Runnable touched) {
    this.application = application;
    this.real = real;
    this.touched = touched;
    this.id = real.id();
  }

  /** Returns the session for the Servlet version that runs. */
  static StoredSession of(WebSessions application, Session real, Runnable touched) {
    return AccessibleSession.EXISTS
        ? new AccessibleSession(application, real, touched)
        : new StoredSession(application, real, touched);
  }

  /** Returns what is shown. */
  final Session real() {
    return real;
  }

  /**
   * Returns the id that the client of this request may be told: another request may have changed it
   * meanwhile, since whoever sent the old one, as here, may have stolen it.
   */
  final String id() {
    return id;
  }

  final WebSessions application() {
    return application;
  }

  /** Returns whether it was ended, here or elsewhere. */
  final boolean hasEnded() {
    return real.hasEnded();
  }

  /** Gives it another id, and tells listeners. */
  final String changeId() {
    need();
    String old = real.id();
    id = real.changeId();
    touched.run();
    application.listeners().idChanged(this, old);
    return id;
  }

  /** Tells attributes that are about to be written. */
  final void tellOfWriting() {
    for (HttpSessionActivationListener value : used.toArray(new HttpSessionActivationListener[0])) {
      application.listeners().tell(value, v -> v.sessionWillPassivate(new HttpSessionEvent(this)));
    }
  }

  /** Tells listeners that it has ended, while its attributes can still be read. */
  final void tellOfItsEnd() {
    isEnding = true;
    try {
      application.listeners().destroyed(this);
      for (String name : real.attributeNames()) {
        Object value = real.removeAttribute(name);
        if (value != null) {
          application.listeners().unbound(this, name, value);
          application.listeners().removed(this, name, value);
        }
      }
    } finally {
      isEnding = false;
    }
  }

  /** Says that the client must be told of it, since the application may depend on it later. */
  final void need() {
    check();
    real.need();
    touched.run();
  }

  /** Returns the id that the session has now, as containers do, whichever request gave it. */
  @Override
  public String getId() {
    if (!real.hasEnded()) {
      real.need();
      touched.run();
    }
    return real.id();
  }

  @Override
  public long getCreationTime() {
    need();
    return real.creationTime().toEpochMilli();
  }

  @Override
  public long getLastAccessedTime() {
    need();
    return real.lastAccessTime().toEpochMilli();
  }

  @Override
  public ServletContext getServletContext() {
    return application.context();
  }

  /** Returns seconds; zero or less if it never expires. */
  @Override
  public int getMaxInactiveInterval() {
    return (int) Math.min(real.timeout().toSeconds(), Integer.MAX_VALUE);
  }

  @Override
  public void setMaxInactiveInterval(int seconds) {
    real.setTimeout(Duration.ofSeconds(seconds));
    touched.run();
  }

  @Override
  public @Nullable Object getAttribute(String name) {
    check();
    Object value = real.attribute(name);
    if (value != null) {
      touched.run(); // it may be changed in place
      if (value instanceof HttpSessionActivationListener listener && !isEnding) {
        activate(listener);
      }
    }
    return value;
  }

  private void activate(HttpSessionActivationListener value) {
    used.add(value);
    if (application.isFirstSeen(value)) {
      application.listeners().tell(value, v -> v.sessionDidActivate(new HttpSessionEvent(this)));
    }
  }

  @Override
  public Enumeration<String> getAttributeNames() {
    check();
    return Collections.enumeration(real.attributeNames());
  }

  @Override
  public void setAttribute(String name, @Nullable Object value) {
    check();
    if (name == null) {
      throw new IllegalArgumentException("an attribute without a name");
    }
    if (value == null) {
      removeAttribute(name);
      return;
    }
    SessionListeners listeners = application.listeners();
    boolean isBound = value instanceof HttpSessionBindingListener && value != real.attribute(name);
    if (isBound) {
      listeners.bound(this, name, value);
    }
    Object old = put(name, value, isBound);
    if (old == null) {
      listeners.added(this, name, value);
    } else {
      if (old != value) {
        listeners.unbound(this, name, old);
      }
      listeners.replaced(this, name, old);
    }
  }

  private @Nullable Object put(String name, Object value, boolean isBound) {
    try {
      Object old = real.setAttribute(name, value);
      if (value instanceof HttpSessionActivationListener listener) {
        application.isFirstSeen(listener); // it is active already
        used.add(listener);
      }
      touched.run();
      return old;
    } catch (IllegalArgumentException e) {
      if (isBound) {
        application.listeners().unbound(this, name, value);
      }
      throw e;
    }
  }

  @Override
  public void removeAttribute(String name) {
    check();
    Object old = real.removeAttribute(name);
    if (old != null) {
      touched.run();
      application.listeners().unbound(this, name, old);
      application.listeners().removed(this, name, old);
    }
  }

  @Override
  public void invalidate() {
    check();
    if (real.invalidate()) {
      tellOfItsEnd();
    }
  }

  @Override
  public boolean isNew() {
    need();
    return real.isNew();
  }

  private void check() {
    if (real.hasEnded() && !isEnding) {
      throw new IllegalStateException("the session was invalidated");
    }
  }
}
