// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache.servlet;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The types of an object through which anybody may call it. */
final class TypesOf {
  private TypesOf() {}

  /** Returns a method without parameters of a public class or interface; null if there is none. */
  static @Nullable Method publicMethod(Class<?> type, String name) {
    for (Class<?> c = type; c != null; c = c.getSuperclass()) {
      Method own = declared(c, name);
      if (own != null) {
        return own;
      }
      for (Class<?> implemented : c.getInterfaces()) {
        Method inherited = publicMethod(implemented, name);
        if (inherited != null) {
          return inherited;
        }
      }
    }
    return null;
  }

  private static @Nullable Method declared(Class<?> type, String name) {
    return Modifier.isPublic(type.getModifiers())
        ? Arrays.stream(type.getDeclaredMethods())
            .filter(m -> m.getName().equals(name) && m.getParameterCount() == 0)
            .filter(m -> Modifier.isPublic(m.getModifiers()))
            .findFirst()
            .orElse(null)
        : null;
  }
}
