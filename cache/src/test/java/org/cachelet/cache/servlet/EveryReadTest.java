// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache.servlet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cachelet.cache.Caches;
import org.cachelet.cache.Fragment;
import org.cachelet.cache.InputSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Nothing of a request or a session goes unseen in a fragment without a reason. */
final class EveryReadTest {
  /** What may be called in a fragment that is stored, and why. */
  private static final Map<String, String> HARMLESS =
      Map.ofEntries(
          entry(
              "getAttribute(String)", "the application's data; for those of containers see below"),
          entry("getAttributeNames()", "the application's data"),
          entry("setAttribute(String,Object)", "compared with what was before"),
          entry("removeAttribute(String)", "compared with what was before"),
          entry(
              "getCharacterEncoding()", "the application's; if the client declared it, see below"),
          entry("getContextPath()", "the same for all visitors of an application"),
          entry("getServletContext()", "the same for all visitors of an application"),
          entry("getDispatcherType()", "the application's own dispatch"),
          entry("getRequestDispatcher(String)", "leads to requests that wrap this one"),
          entry("getSession()", "gives out a watched one; a new one sets a header field"),
          entry("getAsyncContext()", "gives out this request"),
          entry("isAsyncStarted()", "the application's own doing"),
          entry("isAsyncSupported()", "the same for all visitors of a page"),
          entry("isTrailerFieldsReady()", "says nothing of what they are"));

  /** The same for sessions. */
  private static final Map<String, String> HARMLESS_OF_SESSIONS =
      Map.of(
          "getServletContext()", "the same for all visitors of an application",
          "getMaxInactiveInterval()", "the same for all, unless set, which is seen");

  private final Caches caches = Caches.builder().withoutJmx().build();
  private final HttpServletRequest sent = mock();
  private int fragments;

  @AfterEach
  void close() {
    caches.close();
  }

  static Stream<Arguments> methods() {
    return Stream.of(HttpServletRequest.class, HttpSession.class)
        .flatMap(
            type ->
                Arrays.stream(type.getMethods())
                    .filter(method -> !Modifier.isStatic(method.getModifiers()))
                    .map(method -> argumentSet(written(method), type, method)));
  }

  @ParameterizedTest
  @MethodSource("methods")
  void call_isSeen_unlessItIsHarmless(Class<?> type, Method method) throws Exception {
    HttpSession session = mock();
    when(sent.getSession()).thenReturn(session);
    when(sent.getMethod()).thenReturn("GET");
    HttpServletRequest watched = WatchedRequest.around(sent);
    boolean isOfSession = type == HttpSession.class;
    Object called = isOfSession ? watched.getSession() : watched;
    boolean stored = isStored(() -> method.invoke(called, arguments(method)));
    assertThat(stored)
        .isEqualTo((isOfSession ? HARMLESS_OF_SESSIONS : HARMLESS).containsKey(written(method)));
  }

  @Test
  void harmlessMethods_areThere() {
    Set<String> all =
        methods().map(row -> written((Method) row.get()[1])).collect(Collectors.toSet());
    assertThat(all).containsAll(HARMLESS.keySet()).containsAll(HARMLESS_OF_SESSIONS.keySet());
  }

  @ParameterizedTest
  @CsvSource({
    "product, true",
    "jakarta.servlet.jsp.jstl.fmt.locale.request, true",
    "org.springframework.web.servlet.View.pathVariables, true",
    "jakarta.servlet.forward.query_string, false",
    "jakarta.servlet.forward.request_uri, false",
    "jakarta.servlet.include.query_string, false",
    "jakarta.servlet.include.path_info, false",
    "jakarta.servlet.async.mapping, false",
    "jakarta.servlet.error.message, false",
    "jakarta.servlet.request.X509Certificate, false",
    "jakarta.servlet.request.ssl_session_id, false",
    "org.apache.tomcat.remoteAddr, false",
    "org.apache.catalina.AccessLog.RemoteAddr, false",
  })
  void fragment_isStored_whenItReadsAttributesOfTheApplicationOnly(String name, boolean stored)
      throws Exception {
    assertThat(isStored(() -> WatchedRequest.around(sent).getAttribute(name))).isEqualTo(stored);
  }

  @ParameterizedTest
  @CsvSource({
    ", true",
    "text/plain, true",
    "text/plain; charset=UTF-16, false",
    "application/x-www-form-urlencoded; CHARSET=x, false",
  })
  void fragment_isStored_whenItReadsAnEncodingThatTheClientDidNotDeclare(
      @Nullable String contentType, boolean stored) throws Exception {
    when(sent.getContentType()).thenReturn(contentType);
    HttpServletRequest watched = WatchedRequest.around(sent);
    assertThat(isStored(watched::getCharacterEncoding)).isEqualTo(stored);
  }

  @Test
  void fragment_isStored_whenItSetsTheEncodingThatIsThere() throws Exception {
    when(sent.getCharacterEncoding()).thenReturn("UTF-8");
    HttpServletRequest watched = WatchedRequest.around(sent);
    assertThat(isStored(() -> set(watched, "UTF-8"))).isTrue();
    assertThat(isStored(() -> set(watched, "UTF-16"))).isFalse();
  }

  private static String set(HttpServletRequest request, String encoding) throws Exception {
    request.setCharacterEncoding(encoding);
    return encoding;
  }

  @ParameterizedTest
  @CsvSource({
    "GET, false, true",
    "HEAD, false, true",
    "POST, false, false", // what is posted is of one visitor
    "GET, true, false",
  })
  void fragment_isStored_whenAServletLooksForItsCode(
      String method, boolean readsItself, boolean stored) throws Exception {
    when(sent.getMethod()).thenReturn(method);
    HttpServletRequest watched = WatchedRequest.around(sent);
    HttpServlet servlet = new Included(readsItself);
    assertThat(isStored(() -> service(servlet, watched))).isEqualTo(stored);
  }

  private static HttpServlet service(HttpServlet servlet, HttpServletRequest request)
      throws Exception {
    servlet.service(request, mock(HttpServletResponse.class));
    return servlet;
  }

  private boolean isStored(Call body) throws Exception {
    Fragment fragment = Fragment.named("f" + ++fragments);
    caches.fragments().get(fragment, InputSource.NONE, out -> body.call());
    return caches.fragments().find(fragment, InputSource.NONE).isPresent();
  }

  private static @Nullable Object[] arguments(Method method) {
    return Arrays.stream(method.getParameterTypes()).map(EveryReadTest::some).toArray();
  }

  private static @Nullable Object some(Class<?> type) {
    if (type == boolean.class) {
      return false;
    }
    if (type == int.class) {
      return 1;
    }
    if (type == Charset.class) {
      return UTF_8;
    }
    return type == String.class ? "x" : null;
  }

  private static String written(Method method) {
    return Arrays.stream(method.getParameterTypes())
        .map(Class::getSimpleName)
        .collect(Collectors.joining(",", method.getName() + "(", ")"));
  }

  @FunctionalInterface
  private interface Call {
    @Nullable Object call() throws Exception;
  }

  private static final class Included extends HttpServlet {
    private static final long serialVersionUID = 1;
    private final boolean readsItself;

    Included(boolean readsItself) {
      this.readsItself = readsItself;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) {
      if (readsItself) {
        assertThat(request.getMethod()).isNotNull();
      }
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) {
      doGet(request, response);
    }
  }
}
