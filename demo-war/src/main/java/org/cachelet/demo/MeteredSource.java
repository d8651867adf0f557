// SPDX-License-Identifier: Apache-2.0
package org.cachelet.demo;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Statement;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Charges every statement that runs to the request it runs for.
 *
 * @param target the data source, connection or statement behind the proxy
 */
record MeteredSource(Object target) implements InvocationHandler {

  /** Returns the same data source, metered. */
  static DataSource meter(DataSource source) {
    return (DataSource) proxy(DataSource.class, source);
  }

  private static Object proxy(Class<?> type, Object target) {
    return Proxy.newProxyInstance(
        MeteredSource.class.getClassLoader(), new Class<?>[] {type}, new MeteredSource(target));
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    long begin = System.nanoTime();
    try {
      Object result = method.invoke(target, arguments);
      return result != null && isMetered(method.getReturnType())
          ? proxy(method.getReturnType(), result)
          : result;
    } catch (InvocationTargetException e) {
      throw e.getTargetException();
    } finally {
      if (target instanceof Statement && method.getName().startsWith("execute")) {
        Timing.charge(System.nanoTime() - begin);
      }
    }
  }

  private static boolean isMetered(Class<?> type) {
    return type == Connection.class || Statement.class.isAssignableFrom(type);
  }
}
