// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import jakarta.servlet.ServletResponse;
import jakarta.servlet.ServletResponseWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/**
 * Hides the response of Tomcat behind one that is not a wrapper.
 *
 * <p>After a forward, Tomcat looks for its own response below all wrappers and mutes it ({@code
 * suspendWrappedResponseAfterForward}, on by default since Tomcat 11). A body that is held until
 * the filter chain is over would be lost. With this in between, Tomcat closes the outermost wrapper
 * instead, as other containers do.
 */
final class Screen {
  private static final String TOMCAT = "org.apache.catalina.connector.ResponseFacade";

  private static final ClassValue<Boolean> MUTES =
      new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
          return type.getName().equals(TOMCAT) && hasMute(type.getClassLoader());
        }
      };

  private Screen() {}

  /** Returns a view of this response that is safe to hold the body in front of. */
  static HttpServletResponse before(HttpServletResponse response) {
    return MUTES.get(innermost(response).getClass()) ? screen(response) : response;
  }

  private static HttpServletResponse screen(HttpServletResponse response) {
    return (HttpServletResponse)
        Proxy.newProxyInstance(
            Screen.class.getClassLoader(),
            new Class<?>[] {HttpServletResponse.class},
            (proxy, method, arguments) -> invoke(response, method, arguments));
  }

  private static Object invoke(HttpServletResponse response, Method method, Object[] arguments)
      throws Throwable {
    try {
      return method.invoke(response, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static ServletResponse innermost(ServletResponse response) {
    ServletResponse inner = response;
    while (inner instanceof ServletResponseWrapper wrapper) {
      inner = wrapper.getResponse();
    }
    return inner;
  }

  private static boolean hasMute(ClassLoader tomcat) { // GlassFish has a class of the same name
    try {
      Class.forName("org.apache.catalina.Context", false, tomcat)
          .getMethod("getSuspendWrappedResponseAfterForward");
      return true;
    } catch (ReflectiveOperationException e) {
      return false;
    }
  }
}
