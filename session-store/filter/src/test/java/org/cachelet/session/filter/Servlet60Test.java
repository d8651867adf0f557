// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.catalina.startup.Tomcat;
import org.cachelet.cache.Dependencies;
import org.cachelet.session.Sessions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Our classes beside the API of Servlet 6.0, which Tomcat 10.1 brings along, and that of 6.1. */
final class Servlet60Test {
  private final URLClassLoader loader =
      new URLClassLoader(
          Stream.of(
                  Tomcat.class,
                  Dependencies.class,
                  Sessions.class,
                  SessionFilter.class,
                  Caffeine.class,
                  Nullable.class)
              .map(type -> type.getProtectionDomain().getCodeSource().getLocation())
              .toArray(URL[]::new),
          ClassLoader.getPlatformClassLoader());

  @AfterEach
  void close() throws Exception {
    loader.close();
  }

  /** Expression languages look at all methods of what pages name. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "StoredSession",
        "SessionRequest",
        "SessionResponse",
        "SavingStream",
        "SavingWriter",
        "SavingAsyncContext",
        "SessionFilter",
        "SessionInitializer"
      })
  void methods_canBeLookedAt(String name) throws Exception {
    Class<?> type = Class.forName("org.cachelet.session.filter." + name, true, loader);
    assertThatCode(type::getMethods).doesNotThrowAnyException();
    assertThat(type.getClassLoader()).isSameAs(loader);
  }

  @Test
  void session_isChosenWithoutAccessor() throws Exception {
    Class<?> type = Class.forName("org.cachelet.session.filter.AccessibleSession", true, loader);
    Field exists = type.getDeclaredField("EXISTS");
    exists.setAccessible(true);
    assertThat(exists.getBoolean(null)).isFalse();
    assertThat(AccessibleSession.EXISTS).isTrue();
  }

  @Test
  void session_leavesNothingOut() {
    assertThat(inherited(HttpSession.class, AccessibleSession.class)).isEmpty();
    assertThat(inherited(HttpSession.class, StoredSession.class)).containsExactly("getAccessor");
  }

  /** What a later API adds to commit a response with must not go past ours. */
  @Test
  void everyRedirectAndError_isOurs() {
    assertThat(inherited(HttpServletResponse.class, SessionResponse.class))
        .noneMatch(name -> name.startsWith("send") || name.startsWith("flush"));
  }

  private static List<String> inherited(Class<?> api, Class<?> ours) {
    List<String> names = new ArrayList<>();
    for (Method method : api.getMethods()) {
      if (!Modifier.isStatic(method.getModifiers()) && !isOurs(method, ours)) {
        names.add(method.getName());
      }
    }
    return names;
  }

  private static boolean isOurs(Method method, Class<?> ours) {
    try {
      return ours.getMethod(method.getName(), method.getParameterTypes())
              .getDeclaringClass()
              .getPackage()
          == SessionFilter.class.getPackage();
    } catch (NoSuchMethodException e) {
      throw new AssertionError(e);
    }
  }
}
