// SPDX-License-Identifier: Apache-2.0
package org.cachelet.thymeleaf;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.cachelet.cache.Dependencies;
import org.cachelet.cache.Hole;
import org.cachelet.cache.HoleMarks;
import org.cachelet.cache.servlet.HoleValues;
import org.cachelet.cache.servlet.RequestSecrets;
import org.jspecify.annotations.Nullable;

/**
 * Forms of Spring in fragments: the hidden field with the token against forged requests becomes a
 * hole. Without a need for Spring on the class path.
 */
final class SpringForms {
  private SpringForms() {}

  /** Returns what Thymeleaf's Spring dialect asks for the hidden fields, with holes in them. */
  static Object withHoles(Object requestContext, RequestSecrets secrets) {
    return changing(
        requestContext,
        "getRequestDataValueProcessor",
        processor -> changing(processor, "getExtraHiddenFields", fields -> holed(fields, secrets)));
  }

  private static @Nullable Object holed(@Nullable Object fields, RequestSecrets secrets) {
    HoleMarks marks = Dependencies.currentMarks();
    if (marks == null || !(fields instanceof Map<?, ?> map)) {
      return fields;
    }
    Map<Object, Object> holed = new LinkedHashMap<>();
    map.forEach((name, value) -> holed.put(name, holed(name, value, marks, secrets)));
    return holed;
  }

  private static Object holed(Object name, Object value, HoleMarks marks, RequestSecrets secrets) {
    if (secrets.isCsrf(value.toString())) {
      return marks.mark(Hole.of(Hole.VALUE, HoleValues.CSRF));
    }
    Dependencies.current().keepUnique("a form in it has the hidden field " + name);
    return value;
  }

  private static Object changing(@Nullable Object target, String method, Change change) {
    if (target == null) {
      throw new IllegalStateException(method + " has nothing to be asked of");
    }
    Set<Class<?>> types = interfaces(target.getClass(), new LinkedHashSet<>());
    return types.isEmpty()
        ? target
        : Proxy.newProxyInstance(
            target.getClass().getClassLoader(),
            types.toArray(new Class<?>[0]),
            new Changing(target, method, change));
  }

  private static Set<Class<?>> interfaces(Class<?> type, Set<Class<?>> found) {
    for (Class<?> c = type; c != null; c = c.getSuperclass()) {
      for (Class<?> implemented : c.getInterfaces()) {
        found.add(implemented);
        interfaces(implemented, found);
      }
    }
    return found;
  }

  @FunctionalInterface
  private interface Change {
    @Nullable Object apply(@Nullable Object value);
  }

  private record Changing(Object target, String method, Change change)
      implements InvocationHandler {
    @Override
    public @Nullable Object invoke(
        Object proxy, Method called, @Nullable Object @Nullable [] arguments) throws Throwable {
      try {
        Object value = called.invoke(target, arguments);
        return called.getName().equals(method) ? change.apply(value) : value;
      } catch (InvocationTargetException e) {
        throw e.getCause() == null ? e : e.getCause();
      }
    }
  }
}
