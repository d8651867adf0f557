// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** No method of the Servlet API goes past the ledger without a reason; new ones fail here. */
final class ServletInterfacesTest {
  /** In the key of the page: scheme, host, port, context path, path. */
  private static final Set<String> IN_KEY =
      Set.of(
          "getScheme",
          "getServerName",
          "getServerPort",
          "getContextPath",
          "getRequestURI",
          "getRequestURL",
          "getServletPath",
          "getPathInfo",
          "getPathTranslated",
          "getHttpServletMapping");

  /** The same for all pages that are stored, or a matter of the application alone. */
  private static final Set<String> SAME_FOR_ALL =
      Set.of(
          "getMethod", // only GET is stored
          "getDispatcherType", // the application's own dispatch
          "getRequestDispatcher", // leads to requests that wrap this one
          "getServletContext",
          "isAsyncStarted",
          "isAsyncSupported",
          "isTrailerFieldsReady"); // says nothing of what they are

  /** What a cookie of a request has but its value: its name, which is reported with the array. */
  private static final Set<String> COOKIE_WITHOUT_VALUE =
      Set.of(
          "getName",
          "getComment",
          "setComment",
          "getDomain",
          "setDomain",
          "getMaxAge",
          "setMaxAge",
          "getPath",
          "setPath",
          "getSecure",
          "setSecure",
          "isHttpOnly",
          "setHttpOnly",
          "getVersion",
          "setVersion",
          "getAttribute",
          "setAttribute",
          "getAttributes",
          "setValue",
          "clone"); // of the same class

  /** What reads by the methods that are overridden, or tells nothing of the bytes. */
  private static final Set<String> BY_READING =
      Set.of(
          "read", // of a whole array or a buffer
          "readLine",
          "readAllBytes",
          "readNBytes",
          "skip",
          "skipNBytes",
          "transferTo",
          "mark",
          "markSupported",
          "reset");

  /** What the API hands out, and why nothing is read past the ledger with it. */
  private static final Map<String, String> HANDED_OUT =
      Map.ofEntries(
          Map.entry("AsyncContext", "RecordingAsyncContext"),
          Map.entry("Cookie", "RecordingCookie"),
          Map.entry("DispatcherType", "the application's own dispatch"),
          Map.entry("HttpServletMapping", "follows from the path"),
          Map.entry("HttpSession", "LazySession"),
          Map.entry("Accessor", "refused"),
          Map.entry("HttpUpgradeHandler", "refused"),
          Map.entry("Part", "refused"),
          Map.entry("PushBuilder", "none is handed out"),
          Map.entry("RequestDispatcher", "leads to requests that wrap this one"),
          Map.entry("ServletConnection", "refused"),
          Map.entry("ServletContext", "the same for all"),
          Map.entry("ServletInputStream", "RecordingBody"),
          Map.entry("ServletRequest", "the one that was passed in"),
          Map.entry("ServletResponse", "the one that was passed in"),
          Map.entry("AsyncListener", "the application's own"));

  @Test
  void everyTypeThatIsHandedOut_isDeclared() {
    Set<String> types = new TreeSet<>();
    for (Class<?> api : List.of(HttpServletRequest.class, HttpSession.class, AsyncContext.class)) {
      for (Method method : api.getMethods()) {
        addApiTypes(method.getGenericReturnType(), types);
      }
    }
    assertThat(types).containsExactlyInAnyOrderElementsOf(HANDED_OUT.keySet());
  }

  private static void addApiTypes(Type type, Set<String> names) {
    if (type instanceof ParameterizedType generic) {
      for (Type argument : generic.getActualTypeArguments()) {
        addApiTypes(argument, names);
      }
    } else if (type instanceof TypeVariable<?> variable) {
      addApiTypes(variable.getBounds()[0], names);
    } else if (type instanceof Class<?> plain) {
      Class<?> element = plain.isArray() ? plain.getComponentType() : plain;
      if (element.getName().startsWith("jakarta.")) {
        names.add(element.getSimpleName());
      }
    }
  }

  @Test
  void body_leavesNothingOut() {
    assertThat(notOverridden(ServletInputStream.class, RecordingBody.class))
        .allMatch(BY_READING::contains);
  }

  @Test
  void request_leavesNothingOut() {
    assertThat(notOverridden(HttpServletRequest.class, RecordingRequest.class))
        .allMatch(method -> IN_KEY.contains(method) || SAME_FOR_ALL.contains(method))
        .hasSize(IN_KEY.size() + SAME_FOR_ALL.size());
  }

  @Test
  void session_leavesNothingOut() {
    assertThat(notOverridden(HttpSession.class, AccessibleSession.class)).isEmpty();
    assertThat(notOverridden(HttpSession.class, LazySession.class)).containsExactly("getAccessor");
  }

  @Test
  void asyncContext_leavesNothingOut() {
    assertThat(notOverridden(AsyncContext.class, RecordingAsyncContext.class)).isEmpty();
  }

  @Test
  void cookie_leavesNothingOut() {
    assertThat(notOverridden(Cookie.class, RecordingCookie.class))
        .containsExactlyInAnyOrderElementsOf(COOKIE_WITHOUT_VALUE);
  }

  /** Returns the public methods of an API type that a class of ours does not have by itself. */
  private static List<String> notOverridden(Class<?> api, Class<?> ours) {
    List<String> names = new ArrayList<>();
    for (Method method : api.getMethods()) {
      if (method.getDeclaringClass() != Object.class
          && !Modifier.isStatic(method.getModifiers())
          && !isOurs(method, ours)) {
        names.add(method.getName());
      }
    }
    return names;
  }

  private static boolean isOurs(Method method, Class<?> ours) {
    try {
      return ours.getMethod(method.getName(), method.getParameterTypes())
          .getDeclaringClass()
          .getName()
          .startsWith("org.cachelet.");
    } catch (NoSuchMethodException e) {
      throw new AssertionError(e);
    }
  }
}
