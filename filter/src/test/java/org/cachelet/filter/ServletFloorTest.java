// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.Test;

/** The wrappers are compiled against Servlet 6.1 and have to work on 6.0, which Tomcat 10.1 has. */
final class ServletFloorTest {
  @Test
  void capturingResponse_works_onServlet60() throws Exception {
    try (URLClassLoader loader = floor()) {
      Class<?> servletResponse = loader.loadClass("jakarta.servlet.http.HttpServletResponse");
      Class<?> servletRequest = loader.loadClass("jakarta.servlet.ServletRequest");
      Class<?> gate = loader.loadClass(Gate.class.getName());
      Class<?> type = loader.loadClass(CapturingResponse.class.getName());
      Method detached =
          type.getDeclaredMethod("detached", servletResponse, servletRequest, int.class);
      detached.setAccessible(true);
      Object captured =
          detached.invoke(null, stub(loader, servletResponse), stub(loader, servletRequest), 100);

      servletResponse.getMethod("setContentType", String.class).invoke(captured, "text/plain");
      ((PrintWriter) servletResponse.getMethod("getWriter").invoke(captured)).print("hello");
      servletResponse.getMethod("flushBuffer").invoke(captured);

      assertThat(gate.getClassLoader()).isSameAs(loader);
      assertThat(body(type, captured)).isEqualTo("hello");
      assertThatThrownBy(() -> servletResponse.getMethod("sendRedirect", String.class, int.class))
          .isInstanceOf(NoSuchMethodException.class);
    }
  }

  private static String body(Class<?> type, Object captured) throws Exception {
    Method finish = type.getDeclaredMethod("finish");
    finish.setAccessible(true);
    Object result = finish.invoke(captured);
    Method body = result.getClass().getDeclaredMethod("body");
    body.setAccessible(true);
    return new String((byte[]) body.invoke(result), UTF_8);
  }

  private static Object stub(ClassLoader loader, Class<?> type) {
    return Proxy.newProxyInstance(
        loader,
        new Class<?>[] {type},
        (proxy, method, arguments) ->
            switch (method.getName()) {
              case "getCharacterEncoding" -> "UTF-8";
              case "getBufferSize" -> 8192;
              default -> null;
            });
  }

  private static URLClassLoader floor() {
    List<Class<?>> from = List.of(CapturingResponse.class, Tomcat.class);
    URL[] places =
        from.stream()
            .map(type -> type.getProtectionDomain().getCodeSource().getLocation())
            .toArray(URL[]::new);
    return new URLClassLoader(places, ClassLoader.getPlatformClassLoader());
  }
}
