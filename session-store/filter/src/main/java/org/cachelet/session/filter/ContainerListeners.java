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
  private static final String EVENT_LISTENERS = "getApplicationEventListeners";
  private static final int FACADES = 2; // the context itself knows its facade again

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

  /** What is built on Tomcat has these classes too: in GlassFish and Payara they are others. */
  private static Optional<Collection<?>> ofTomcat(ServletContext context) {
    if (!context.getClass().getName().startsWith("org.apache.catalina.core.")) {
      return Optional.empty();
    }
    try {
      Object standard = standardContext(context);
      List<Object> found = new ArrayList<>();
      addAll(found, call(standard, firstListeners(standard)));
      addAll(found, call(standard, EVENT_LISTENERS));
      return Optional.of(found);
    } catch (ReflectiveOperationException | RuntimeException e) {
      return refused(e);
    }
  }

  /** Goes from the facade of Tomcat's context to the context itself. */
  private static Object standardContext(ServletContext facade) throws ReflectiveOperationException {
    Object standard = facade;
    for (int i = 0; i < FACADES && !hasMethod(standard, EVENT_LISTENERS); i++) {
      standard = field(standard, "context");
    }
    return standard;
  }

  /** Returns which method tells of the listeners that hear of beginnings and ends. */
  private static String firstListeners(Object standard) {
    String ofTomcat = "getApplicationLifecycleListeners";
    return hasMethod(standard, ofTomcat) ? ofTomcat : "getSessionListeners";
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
