// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session.filter;

import jakarta.servlet.ServletContext;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EventListener;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the listeners that a container has made for an application, since the Servlet API does not
 * tell them. Where a container does not show them either, those declared are made once more.
 */
final class ContainerListeners {
  private static final System.Logger LOG = System.getLogger(SessionFilter.class.getName());

  private ContainerListeners() {}

  /** Returns all listeners, in the order in which they are told of beginnings. */
  static List<EventListener> find(ServletContext context) {
    return ofTomcat(context)
        .or(() -> ofJetty(context))
        .or(() -> ofUndertow(context))
        .map(ContainerListeners::distinct)
        .orElseGet(() -> DeclaredListeners.make(context));
  }

  private static List<EventListener> distinct(Collection<?> found) {
    Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    List<EventListener> listeners = new ArrayList<>();
    for (Object one : found) {
      if (one instanceof EventListener listener
          && SessionListeners.concerns(one.getClass())
          && seen.add(one)) {
        listeners.add(listener);
      }
    }
    return listeners;
  }

  /** Goes from the facade of Tomcat's context to the context itself; so do those built on it. */
  private static Optional<Collection<?>> ofTomcat(ServletContext context) {
    if (!context.getClass().getName().startsWith("org.apache.catalina.core.")) {
      return Optional.empty();
    }
    try {
      Object standard = context;
      while (!hasMethod(standard, "getApplicationLifecycleListeners")) {
        standard = field(standard, "context");
      }
      List<Object> found = new ArrayList<>();
      addAll(found, call(standard, "getApplicationLifecycleListeners"));
      addAll(found, call(standard, "getApplicationEventListeners"));
      return Optional.of(found);
    } catch (ReflectiveOperationException | RuntimeException e) {
      return refused(e);
    }
  }

  private static void addAll(List<Object> all, @Nullable Object more) {
    if (more instanceof Object[] array) {
      Collections.addAll(all, array);
    } else if (more instanceof Collection<?> collection) {
      all.addAll(collection);
    }
  }

  private static Optional<Collection<?>> ofJetty(ServletContext context) {
    if (!context.getClass().getName().startsWith("org.eclipse.jetty.")) {
      return Optional.empty();
    }
    try {
      Object handler = call(context, "getContextHandler");
      Object sessions = handler == null ? null : call(handler, "getSessionHandler");
      if (sessions == null) { // an application that Jetty keeps no sessions for
        return Optional.empty();
      }
      List<Object> found = new ArrayList<>();
      addAll(found, call(sessions, "getEventListeners"));
      return Optional.of(found);
    } catch (ReflectiveOperationException | RuntimeException e) {
      return refused(e);
    }
  }

  /** Undertow is what WildFly and JBoss have. */
  private static Optional<Collection<?>> ofUndertow(ServletContext context) {
    if (!context.getClass().getName().startsWith("io.undertow.servlet.")) {
      return Optional.empty();
    }
    try {
      Object deployment = Objects.requireNonNull(call(context, "getDeployment"));
      Object listeners = Objects.requireNonNull(call(deployment, "getApplicationListeners"));
      List<Object> found = new ArrayList<>();
      for (Object managed : (Collection<?>) field(listeners, "allListeners")) {
        Object listener = Objects.requireNonNull(call(managed, "instance"));
        if (!listener.getClass().getName().startsWith("io.undertow.")) { // for its own sessions
          found.add(listener);
        }
      }
      return Optional.of(found);
    } catch (ReflectiveOperationException | RuntimeException e) {
      return refused(e);
    }
  }

  private static Optional<Collection<?>> refused(Exception e) {
    LOG.log(
        System.Logger.Level.WARNING,
        "this container does not show its listeners; those declared are made once more",
        e);
    return Optional.empty();
  }

  private static boolean hasMethod(Object object, String name) {
    for (var method : object.getClass().getMethods()) {
      if (method.getName().equals(name) && method.getParameterCount() == 0) {
        return true;
      }
    }
    return false;
  }

  private static @Nullable Object call(Object object, String method)
      throws ReflectiveOperationException {
    return object.getClass().getMethod(method).invoke(object);
  }

  private static Object field(Object object, String name) throws ReflectiveOperationException {
    for (Class<?> type = object.getClass(); type != null; type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        if (field.getName().equals(name)) {
          field.setAccessible(true);
          return Objects.requireNonNull(field.get(object), name);
        }
      }
    }
    throw new NoSuchFieldException(name);
  }
}
