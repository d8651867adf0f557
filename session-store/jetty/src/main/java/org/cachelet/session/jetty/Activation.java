// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session.jetty;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.server.Session;
import org.jspecify.annotations.Nullable;

/**
 * Tells the attributes of a session that they have been read, and that they are to be written, each
 * by itself: only Jetty's own code for a version of servlets knows which of them want to hear it.
 * Thread-safe.
 */
final class Activation {
  private final Session session;
  private final Jetty jetty;

  /** Attributes that have been read or set, and not written since, by name. */
  private final Map<String, Object> active = new ConcurrentHashMap<>();

  /** Who tells the attributes of a session. */
  interface Jetty {
    /** Says that all attributes of this session have been read. */
    void activated(Session session);

    /** Says that all attributes of this session are to be written. */
    void passivated(Session session);
  }

  Activation(Session session, Jetty jetty) {
    this.session = session;
    this.jetty = jetty;
  }

  /** Returns an attribute that was read, after telling it so. */
  @Nullable Object read(String name, @Nullable Object value) {
    if (value != null && mayListen(value) && active.put(name, value) != value) {
      jetty.activated(new OneAttribute(session, name, value));
    }
    return value;
  }

  /** Takes an attribute that somebody has set, which is none if it is null. */
  void set(String name, @Nullable Object value) {
    if (value != null && mayListen(value)) {
      active.put(name, value);
    } else {
      active.remove(name);
    }
  }

  /** Tells those in use that they are to be written. */
  void passivate() {
    for (Map.Entry<String, Object> one : Map.copyOf(active).entrySet()) {
      active.remove(one.getKey());
      jetty.passivated(new OneAttribute(session, one.getKey(), one.getValue()));
    }
  }

  /** Returns whether it is of a class that may know of sessions, as those of the JDK do not. */
  private static boolean mayListen(Object value) {
    ClassLoader loader = value.getClass().getClassLoader();
    return loader != null && loader != ClassLoader.getPlatformClassLoader();
  }
}
