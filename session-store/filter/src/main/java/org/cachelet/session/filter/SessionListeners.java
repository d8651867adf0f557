// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session.filter;

import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionAttributeListener;
import jakarta.servlet.http.HttpSessionBindingEvent;
import jakarta.servlet.http.HttpSessionBindingListener;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionIdListener;
import jakarta.servlet.http.HttpSessionListener;
import java.util.EventListener;
import java.util.List;
import java.util.function.Consumer;
import org.cachelet.cache.CalmLog;
import org.cachelet.session.SessionOutageException;
import org.jspecify.annotations.Nullable;

/**
 * Tells the listeners of an application of its sessions: of beginnings in the order in which they
 * were registered, of ends in reverse order. What they throw is logged, and changes nothing.
 * Immutable.
 */
final class SessionListeners {
  private final List<HttpSessionListener> sessions;
  private final List<HttpSessionAttributeListener> attributes;
  private final List<HttpSessionIdListener> ids;
  private final CalmLog log;

  private SessionListeners(List<EventListener> all, CalmLog log) {
    sessions = those(all, HttpSessionListener.class);
    attributes = those(all, HttpSessionAttributeListener.class);
    ids = those(all, HttpSessionIdListener.class);
    this.log = log;
  }

  private static <T> List<T> those(List<EventListener> all, Class<T> type) {
    return all.stream().filter(type::isInstance).map(type::cast).toList();
  }

  /** Sorts listeners by what they want to be told. */
  static SessionListeners of(List<EventListener> all, CalmLog log) {
    return new SessionListeners(all, log);
  }

  /** Returns whether a class is told of sessions. */
  static boolean concerns(Class<?> type) {
    return HttpSessionListener.class.isAssignableFrom(type)
        || HttpSessionAttributeListener.class.isAssignableFrom(type)
        || HttpSessionIdListener.class.isAssignableFrom(type);
  }

  void created(HttpSession session) {
    for (HttpSessionListener listener : sessions) {
      tell(() -> listener.sessionCreated(new HttpSessionEvent(session)));
    }
  }

  void destroyed(HttpSession session) {
    for (int i = sessions.size() - 1; i >= 0; i--) {
      HttpSessionListener listener = sessions.get(i);
      tell(() -> listener.sessionDestroyed(new HttpSessionEvent(session)));
    }
  }

  void idChanged(HttpSession session, String oldId) {
    for (HttpSessionIdListener listener : ids) {
      tell(() -> listener.sessionIdChanged(new HttpSessionEvent(session), oldId));
    }
  }

  /** Tells a value that it is about to be an attribute. */
  void bound(HttpSession session, String name, @Nullable Object value) {
    if (value instanceof HttpSessionBindingListener listener) {
      tell(() -> listener.valueBound(new HttpSessionBindingEvent(session, name, value)));
    }
  }

  /** Tells a value that it is an attribute no more. */
  void unbound(HttpSession session, String name, @Nullable Object value) {
    if (value instanceof HttpSessionBindingListener listener) {
      tell(() -> listener.valueUnbound(new HttpSessionBindingEvent(session, name, value)));
    }
  }

  void added(HttpSession session, String name, Object value) {
    attribute(session, name, value, HttpSessionAttributeListener::attributeAdded);
  }

  void replaced(HttpSession session, String name, Object old) {
    attribute(session, name, old, HttpSessionAttributeListener::attributeReplaced);
  }

  void removed(HttpSession session, String name, Object old) {
    attribute(session, name, old, HttpSessionAttributeListener::attributeRemoved);
  }

  /** What an attribute listener is told. */
  private interface Told {
    void tell(HttpSessionAttributeListener listener, HttpSessionBindingEvent event);
  }

  private void attribute(HttpSession session, String name, Object value, Told told) {
    for (HttpSessionAttributeListener listener : attributes) {
      tell(() -> told.tell(listener, new HttpSessionBindingEvent(session, name, value)));
    }
  }

  /** Tells a value something, which may throw. */
  <T> void tell(T listener, Consumer<T> event) {
    tell(() -> event.accept(listener));
  }

  private void tell(Runnable event) {
    try {
      event.run();
    } catch (SessionOutageException e) { // no fault of the listener
      throw e;
    } catch (RuntimeException | LinkageError e) {
      log.warn("listener", "a listener of sessions failed", e);
    }
  }
}
