// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.cachelet.cache.Dependencies;
import org.cachelet.cache.Input;
import org.cachelet.cache.LogPosition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@EnumSource(Container.class)
final class RecordingRequestTest {
  private static final Visit HOME = Visit.to("/");

  @SuppressWarnings("NullAway.Init")
  private static Site site;

  RecordingRequestTest(Container container) {
    assertThat(container).isNotNull();
  }

  @BeforeParameterizedClassInvocation
  static void start(Container container) throws Exception {
    site = new Site(container);
  }

  @AfterParameterizedClassInvocation
  static void stop() throws Exception {
    site.stop();
  }

  /** Reads of what visitors share if they have the same, and a request that has it. */
  static Stream<Arguments> shared() {
    return Stream.of(
        row("header:x-a", r -> r.getHeader("X-A"), HOME.header("X-A", "1")),
        row("header:x-a", r -> list(r.getHeaders("X-A")), HOME.header("X-A", "1")),
        row("header:x-a", r -> r.getIntHeader("x-a"), HOME.header("X-A", "1")),
        row(
            "header:date",
            r -> r.getDateHeader("date"),
            HOME.header("Date", "Fri, 02 Jan 2026 03:04:05 GMT")),
        row(
            "header:accept-encoding",
            r -> r.getHeader("Accept-Encoding"),
            HOME.header("Accept-Encoding", "gzip;q=0.5, br")),
        row("header:content-type", r -> r.getContentType(), HOME.header("Content-Type", "a/b")),
        row(
            "character-encoding",
            r -> r.getCharacterEncoding(),
            HOME.header("Content-Type", "a/b;charset=utf-16")),
        row("cookie-names", r -> names(r.getCookies()), HOME.header("Cookie", "b=1; a=2")),
        row("attribute:mark", r -> r.getAttribute("mark"), HOME.attribute("mark", true)),
        row(
            "attribute-names",
            r -> list(r.getAttributeNames()).contains("mark"),
            HOME.attribute("mark", true)));
  }

  /** Reads of what is one visitor's, and a request that has it. */
  static Stream<Arguments> personal() {
    return Stream.of(
        row(
            "header:authorization",
            r -> r.getHeader("Authorization"),
            HOME.header("Authorization", "Bearer x")),
        row(
            "header:proxy-authorization",
            r -> r.getHeader("Proxy-Authorization"),
            HOME.proxyAuthorization("Bearer x")),
        row("header:cookie", r -> r.getHeader("Cookie"), HOME.header("Cookie", "a=1")),
        row(
            "requested-session",
            r -> r.getRequestedSessionId(),
            HOME.header("Cookie", "JSESSIONID=abc123")),
        row(
            "requested-session",
            r -> r.isRequestedSessionIdValid(),
            HOME.header("Cookie", "JSESSIONID=abc123")),
        row(
            "requested-session",
            r -> r.isRequestedSessionIdFromCookie(),
            HOME.header("Cookie", "JSESSIONID=abc123")),
        row(
            "requested-session",
            r -> r.isRequestedSessionIdFromURL(),
            HOME.header("Cookie", "JSESSIONID=abc123")),
        row("user", r -> r.getRemoteUser(), HOME.user("ann")),
        row("user", r -> r.getUserPrincipal() != null, HOME.user("ann")),
        row("role:admin", r -> r.isUserInRole("admin"), HOME.user("ann")),
        row("auth-type", r -> r.getAuthType(), HOME.user("ann")),
        row("attribute:tenant", r -> r.getAttribute("tenant"), HOME.attribute("tenant", "x")));
  }

  /** A read of what is one visitor's, which cannot be read where it is not. */
  static Stream<Arguments> found() {
    return Stream.of(
        row(
            "cookie:JSESSIONID",
            r -> value(r.getCookies(), "JSESSIONID"),
            HOME.header("Cookie", "JSESSIONID=abc123")));
  }

  /** Reads of what every request has. */
  static Stream<Arguments> always() {
    return Stream.of(
        row("cookie:a", r -> value(r.getCookies(), "a"), HOME.header("Cookie", "b=1; a=2")),
        row("header:host", r -> r.getHeader("Host"), HOME),
        row("header:x-a", r -> r.getHeader("X-A"), HOME.header("X-A", "")),
        row("header-names", r -> list(r.getHeaderNames()), HOME),
        row("locale", r -> r.getLocale(), HOME.header("Accept-Language", "de-CH, fr")),
        row("locales", r -> list(r.getLocales()), HOME.header("Accept-Language", "de-CH, fr")),
        row("local-address", r -> r.getLocalAddr(), HOME),
        row("local-address", r -> r.getLocalName(), HOME),
        row("local-address", r -> r.getLocalPort(), HOME),
        row("protocol", r -> r.getProtocol(), HOME));
  }

  private static Arguments row(String input, Read read, Visit present) {
    return Arguments.of(Input.parse(input), read, present);
  }

  @ParameterizedTest
  @MethodSource({"shared", "personal"})
  void read_isRecordedAndShared_whenAbsent(Input input, Read read, Visit present) throws Exception {
    Site.Making making = site.make(HOME, read.asApplication());

    assertThat(making.inputs()).contains(input);
    assertThat(making.refusal()).isEmpty();
    assertThat(site.lookup(HOME, making.inputs())).isEqualTo(making.values());
    assertThat(site.lookup(present, making.inputs())).isNotEqualTo(making.values());
  }

  @ParameterizedTest
  @MethodSource({"shared", "always"})
  void read_isRecordedAndShared_whenPresent(Input input, Read read, Visit present)
      throws Exception {
    Site.Making making = site.make(present, read.asApplication());

    assertThat(making.inputs()).contains(input);
    assertThat(making.refusal()).isEmpty();
    assertThat(making.values().get(input)).isNotNull().isNotEqualTo(Value.ABSENT);
    assertThat(site.lookup(present, making.inputs())).isEqualTo(making.values());
  }

  @ParameterizedTest
  @MethodSource({"personal", "found"})
  void read_isRefused_whenPersonal(Input input, Read read, Visit present) throws Exception {
    Site.Making making = site.make(present, read.asApplication());

    assertThat(making.refusal())
        .contains(input + " was read, which belongs to one visitor and is not in vary-by");
    assertThat(site.lookup(present, making.inputs())).containsEntry(input, Value.UNSHARED);
  }

  @ParameterizedTest
  @MethodSource({"personal", "found"})
  void read_isShared_whenRuleVariesByIt(Input input, Read read, Visit present) throws Exception {
    Visit varied = present.varyBy(input);

    Site.Making making = site.make(varied, read.asApplication());

    assertThat(making.refusal()).isEmpty();
    assertThat(site.lookup(varied, making.inputs())).isEqualTo(making.values());
    assertThat(making.values().get(input)).isNotNull().isNotEqualTo(Value.ABSENT);
  }

  @ParameterizedTest
  @MethodSource({"shared", "personal", "found", "always"})
  void application_seesTheSame_asWithoutCache(Input input, Read read, Visit present)
      throws Exception {
    Site.Making making = site.make(present, read.asApplication());
    String plain =
        site.plain(
                present,
                (request, response) -> {
                  response
                      .getWriter()
                      .print(String.valueOf(read.of(present.before().apply(request))));
                  return null;
                })
            .body();

    if (!input.kind().endsWith("names") && !input.name().equals("accept-encoding")) {
      assertThat(String.valueOf(making.result())).isEqualTo(plain);
    }
  }

  static final List<Arguments> REFUSED =
      List.of(
          refused("the port of the client was read", r -> r.getRemotePort()),
          refused("the id of the request was read", r -> r.getRequestId()),
          refused("the id of the request was read", r -> r.getProtocolRequestId()),
          refused("the connection of the client was read", r -> r.getServletConnection()),
          refused(
              "remote-address was read, which belongs to one visitor and is not in vary-by",
              r -> r.getRemoteAddr()),
          refused(
              "remote-address was read, which belongs to one visitor and is not in vary-by",
              r -> r.getRemoteHost()));

  private static Arguments refused(String reason, Read read) {
    return Arguments.of(reason, read);
  }

  @ParameterizedTest
  @FieldSource("REFUSED")
  void read_isRefused_whenEveryRequestDiffers(String reason, Read read) throws Exception {
    assertThat(site.make(HOME, read.asApplication()).refusal()).contains(reason);
  }

  static final List<Arguments> LOGINS =
      List.of(
          login("the user was asked to log in", HttpServletRequest::authenticate),
          login("the user was logged in", (request, response) -> login(request)),
          login("the user was logged out", (request, response) -> logout(request)));

  private static Arguments login(String reason, Site.Application application) {
    return Arguments.of(reason, application);
  }

  private static @Nullable Object login(HttpServletRequest request) throws ServletException {
    request.login("ann", "secret");
    return null;
  }

  private static @Nullable Object logout(HttpServletRequest request) throws ServletException {
    request.logout();
    return null;
  }

  @ParameterizedTest
  @FieldSource("LOGINS")
  void login_isRefused(String reason, Site.Application login) throws Exception {
    Site.Making making =
        site.make(
            HOME,
            (request, response) -> {
              try {
                return login.run(request, response);
              } catch (ServletException withoutRealm) {
                return null;
              }
            });

    assertThat(making.refusal()).contains(reason);
  }

  /** What containers put into a request for themselves, and ask it for as they forward it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "org.glassfish.web.RequestFacadeHelper", // GlassFish and Payara, for each forward and JSP
        "org.apache.catalina.jsp_file",
        "org.eclipse.jetty.ee11.servlet.any",
        "jakarta.servlet.forward.request_uri"
      })
  void attributeOfTheContainer_isNotRecorded(String name) throws Exception {
    Visit visit = HOME.attribute(name, new Object());

    Site.Making making =
        site.make(
            visit,
            (request, response) ->
                request.getAttribute(name) != null
                    && list(request.getAttributeNames()).contains(name));

    assertThat(making.refusal()).isEmpty();
    assertThat(making.inputs()).doesNotContain(InputKind.ATTRIBUTE.input(name));
    assertThat(site.lookup(visit, making.inputs())).isEqualTo(making.values());
  }

  @Test
  void what_isInTheKey_isNotRecorded() throws Exception {
    Site.Making making =
        site.make(
            Visit.to("/a/b?x=1"),
            (request, response) ->
                request.getScheme()
                    + request.getServerName()
                    + request.getServerPort()
                    + request.getMethod()
                    + request.getContextPath()
                    + request.getServletPath()
                    + request.getPathInfo()
                    + request.getPathTranslated()
                    + request.getRequestURI()
                    + request.getRequestURL()
                    + request.getQueryString()
                    + request.getParameter("x")
                    + request.getParameterMap()
                    + request.getHttpServletMapping()
                    + request.getDispatcherType());

    assertThat(making.inputs()).isEmpty();
    assertThat(making.refusal()).isEmpty();
  }

  @Test
  void ignoredParameters_areInNoView() throws Exception {
    Site.Making making =
        site.make(
            Visit.to("/?utm_b=1&z=2&a=3&a=1"),
            (request, response) ->
                Arrays.asList(
                    request.getQueryString(),
                    request.getParameter("utm_b"),
                    request.getParameterValues("utm_b"),
                    list(request.getParameterNames()),
                    List.copyOf(request.getParameterMap().keySet()),
                    request.getParameter("z"),
                    Arrays.asList(request.getParameterValues("a"))));

    assertThat(making.result())
        .isEqualTo(
            Arrays.asList(
                "a=1&a=3&z=2",
                null,
                null,
                List.of("a", "z"),
                List.of("a", "z"),
                "2",
                List.of("3", "1")));
  }

  @Test
  void ignoredCookies_areInNoView() throws Exception {
    Site.Making making =
        site.make(
            HOME.header("Cookie", "_ga=1; _ga_X=2"),
            (request, response) ->
                Arrays.asList(
                    request.getCookies(),
                    request.getHeader("cookie"),
                    list(request.getHeaders("COOKIE")),
                    list(request.getHeaderNames()).contains("cookie")));

    assertThat(making.result()).isEqualTo(Arrays.asList(null, null, List.of(), false));
    assertThat(making.refusal()).isEmpty();
    assertThat(making.values())
        .containsEntry(InputKind.COOKIE_NAMES.input(), Value.ABSENT)
        .containsEntry(InputKind.HEADER.input("cookie"), Value.ABSENT);
  }

  @Test
  void otherCookies_areLeftInTheHeader() throws Exception {
    Site.Making making =
        site.make(
            HOME.header("Cookie", "a=1; _ga=1; b=2"),
            (request, response) -> request.getHeader("Cookie"));

    assertThat(making.result()).isEqualTo("a=1; b=2");
  }

  @Test
  void cookies_areSortedByName() throws Exception {
    Site.Making making =
        site.make(
            HOME.header("Cookie", "b=1; a=2; b=0"),
            (request, response) -> names(request.getCookies()));

    assertThat(making.result()).isEqualTo(List.of("a", "b", "b"));
    assertThat(making.values())
        .isEqualTo(Map.of(InputKind.COOKIE_NAMES.input(), Value.of("a\nb\nb")));
  }

  @Test
  void cookie_reportsItsValue_howeverItIsRead() throws Exception {
    List<Site.Application> reads =
        List.of(
            (request, response) -> cookie(request).getValue(),
            (request, response) -> cookie(request).toString(),
            (request, response) -> cookie(request).hashCode(),
            (request, response) -> cookie(request).equals(new Cookie("a", "1")),
            (request, response) -> new Cookie("a", "1").equals(cookie(request)),
            (request, response) -> ((Cookie) cookie(request).clone()).getValue());

    for (Site.Application read : reads) {
      assertThat(site.make(HOME.header("Cookie", "a=1"), read).inputs())
          .contains(InputKind.COOKIE.input("a"));
    }
  }

  @Test
  void hiddenHeader_isAsIfItWereNotSent() throws Exception {
    Site.Making making =
        site.make(
            HOME.header("If-None-Match", "\"a\"").shown("if-none-match", ""),
            (request, response) ->
                Arrays.asList(
                    request.getHeader("If-None-Match"),
                    list(request.getHeaders("if-none-match")),
                    request.getIntHeader("If-None-Match"),
                    request.getDateHeader("If-None-Match"),
                    list(request.getHeaderNames()).contains("if-none-match")));

    assertThat(making.result()).isEqualTo(Arrays.asList(null, List.of(), -1, -1L, false));
    assertThat(making.inputs()).containsExactly(InputKind.HEADER_NAMES.input());
  }

  @Test
  void replacedHeader_isAsIfItWereSent() throws Exception {
    Site.Making making =
        site.make(
            HOME.shown("if-modified-since", "Fri, 02 Jan 2026 03:04:05 GMT"),
            (request, response) ->
                List.of(
                    request.getHeader("If-Modified-Since"),
                    request.getDateHeader("If-Modified-Since"),
                    list(request.getHeaderNames()).contains("if-modified-since")));

    assertThat(making.result())
        .isEqualTo(List.of("Fri, 02 Jan 2026 03:04:05 GMT", 1767323045000L, true));
    assertThat(making.inputs()).containsExactly(InputKind.HEADER_NAMES.input());
  }

  @Test
  void encoding_isRecorded_whenQueryNeedsDecoding() throws Exception {
    Site.Application read = (request, response) -> request.getParameter("a");

    assertThat(site.make(Visit.to("/?a=%C3%A4"), read).inputs())
        .containsExactly(InputKind.CHARACTER_ENCODING.input());
    assertThat(site.make(Visit.to("/?a=b"), read).inputs()).isEmpty();
  }

  @Test
  void encoding_isNotRecorded_whenApplicationChoseIt() throws Exception {
    Site.Making making =
        site.make(
            Visit.to("/?a=%C3%A4"),
            (request, response) -> {
              request.setCharacterEncoding("UTF-8");
              return request.getParameter("a") + request.getCharacterEncoding();
            });

    assertThat(making.result()).isEqualTo("äUTF-8");
    assertThat(making.inputs()).isEmpty();
  }

  @Test
  void lookup_doesNotFail_whenEncodingIsUnusable() throws Exception {
    Visit odd = HOME.header("Content-Type", "text/html;charset=\"no such\"");

    assertThat(site.lookup(odd, Set.of(InputKind.CHARACTER_ENCODING.input()))).hasSize(1);
  }

  @Test
  void attribute_isTheApplications_onceItSetIt() throws Exception {
    Site.Making making =
        site.make(
            HOME.attribute("user", new Object()),
            (request, response) -> {
              request.setAttribute("user", "mine");
              request.setAttribute("other", "mine");
              request.removeAttribute("third");
              return List.of(
                  request.getAttribute("user"),
                  request.getAttribute("other"),
                  request.getAttribute("third") == null);
            });

    assertThat(making.result()).isEqualTo(List.of("mine", "mine", true));
    assertThat(making.inputs()).isEmpty();
  }

  @Test
  void attribute_keepsTheValueItWasReadWith() throws Exception {
    Site.Making making =
        site.make(
            HOME,
            (request, response) -> {
              Object first = request.getAttribute("x");
              request.setAttribute("x", true);
              return first;
            });

    assertThat(making.values()).isEqualTo(Map.of(InputKind.ATTRIBUTE.input("x"), Value.ABSENT));
  }

  @Test
  void attributeNames_areThoseFromBefore() throws Exception {
    Visit marked = HOME.attribute("mark", true).attribute("framework.x", true);

    Site.Making making =
        site.make(
            marked,
            (request, response) -> {
              request.setAttribute("mine", 1);
              request.removeAttribute("mark");
              return list(request.getAttributeNames());
            });

    assertThat(making.result())
        .asInstanceOf(LIST)
        .contains("mine", "framework.x")
        .doesNotContain("mark");
    assertThat(site.lookup(marked, making.inputs())).isEqualTo(making.values());
  }

  @Test
  void attribute_isRefused_whenItsValueCannotBeWritten() throws Exception {
    Input user = InputKind.ATTRIBUTE.input("user");
    Visit visit = HOME.attribute("user", new Object()).varyBy(user);

    Site.Making making = site.make(visit, (request, response) -> request.getAttribute("user"));

    assertThat(making.refusal())
        .contains("attribute:user was read, and its value cannot be written into a key");
    assertThat(site.lookup(visit, making.inputs())).containsEntry(user, Value.UNSHARED);
  }

  @Test
  void bookkeepingAttribute_isShownAndNotRecorded() throws Exception {
    Site.Making making =
        site.make(
            HOME.attribute("framework.manager", "x"),
            (request, response) -> request.getAttribute("framework.manager"));

    assertThat(making.result()).isEqualTo("x");
    assertThat(making.inputs()).isEmpty();
  }

  @Test
  void sendfile_isNotOffered() throws Exception {
    Site.Making making =
        site.make(
            HOME,
            (request, response) -> request.getAttribute("org.apache.tomcat.sendfile.support"));

    assertThat(making.result()).isNull();
  }

  @Test
  void sendfile_isRefused_whenUsedAllTheSame() throws Exception {
    Site.Making making =
        site.make(
            HOME,
            (request, response) -> {
              request.setAttribute("org.apache.tomcat.sendfile.other", "x");
              return null;
            });

    assertThat(making.refusal()).contains("a file was sent past the response");
  }

  @Test
  void body_isShared_whenThereIsNone() throws Exception {
    Site.Making making = site.make(HOME, (request, response) -> request.getInputStream().read());

    assertThat(making.result()).isEqualTo(-1);
    assertThat(making.refusal()).isEmpty();
  }

  /** A request of HTTP/2, which may have a body without saying so. */
  private static Visit http2(String body) {
    return HOME.before(
        request ->
            new HttpServletRequestWrapper(request) {
              @Override
              public String getProtocol() {
                return "HTTP/2.0";
              }

              @Override
              public ServletInputStream getInputStream() {
                return new TextBody(body);
              }

              @Override
              public BufferedReader getReader() {
                return new BufferedReader(new StringReader(body));
              }
            });
  }

  static final List<Site.Application> BODY_READS =
      List.of(
          (request, response) -> request.getInputStream().readAllBytes().length,
          (request, response) -> request.getInputStream().read(),
          (request, response) -> request.getReader().readLine());

  @ParameterizedTest
  @FieldSource("BODY_READS")
  void body_isRefused_onlyWhenThereWasSomethingToRead(Site.Application read) throws Exception {
    assertThat(site.make(http2("text"), read).refusal())
        .contains("the body of the request was read");
    assertThat(site.make(http2(""), read).refusal()).isEmpty();
  }

  @Test
  void parameters_areRefused_whenTheyMayBeFromABody() throws Exception {
    Site.Application read = (request, response) -> request.getParameter("a");
    Visit form = http2("a=1").header("Content-Type", "Application/x-www-form-urlencoded");
    assertThat(site.make(form, read).refusal()).contains("the body of the request was read");
    assertThat(site.make(http2(""), read).refusal()).isEmpty();
    Visit without = HOME.header("Content-Type", "application/x-www-form-urlencoded");
    assertThat(site.make(without, read).refusal()).isEmpty();
  }

  private static final class TextBody extends ServletInputStream {
    private final ByteArrayInputStream bytes;

    TextBody(String text) {
      bytes = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public int read() {
      return bytes.read();
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      return bytes.read(into, offset, length);
    }

    @Override
    public boolean isFinished() {
      return bytes.available() == 0;
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setReadListener(ReadListener listener) {
      throw new IllegalStateException("not asynchronous");
    }
  }

  @Test
  void body_isEmpty_whenDetached() throws Exception {
    Site.Making making =
        site.makeDetached(
            HOME,
            (request, response) ->
                List.of(request.getInputStream().read(), request.getReader().read()));

    assertThat(making.result()).isEqualTo(List.of(-1, -1));
  }

  @Test
  void read_isReportedToThePart_thatIsBeingMade() throws Exception {
    Dependencies part = Dependencies.begin("part", LogPosition.START);

    Site.Making making =
        site.make(
            HOME,
            (request, response) -> {
              part.wrap(() -> assertThat(request.getHeader("X-A")).isNull()).run();
              return null;
            });

    assertThat(part.inputs()).containsExactly(InputKind.HEADER.input("x-a"));
    assertThat(making.inputs()).isEmpty();
  }

  @Test
  void unknownInput_isUnshared() throws Exception {
    Input unknown = Input.parse("phase-of-moon");

    assertThat(site.lookup(HOME, Set.of(unknown))).containsEntry(unknown, Value.UNSHARED);
  }

  @Test
  void pushBuilder_isNotOffered() throws Exception {
    assertThat(site.make(HOME, (request, response) -> push(request)).result()).isNull();
  }

  @SuppressWarnings("deprecation")
  private static @Nullable Object push(HttpServletRequest request) {
    return request.newPushBuilder();
  }

  private static Cookie cookie(HttpServletRequest request) {
    return request.getCookies()[0];
  }

  private static List<String> names(Cookie @Nullable [] cookies) {
    return cookies == null ? List.of() : Arrays.stream(cookies).map(Cookie::getName).toList();
  }

  private static @Nullable String value(Cookie @Nullable [] cookies, String name) {
    for (Cookie cookie : cookies == null ? new Cookie[0] : cookies) {
      if (cookie.getName().equals(name)) {
        return cookie.getValue();
      }
    }
    return null;
  }

  private static <T> List<T> list(Enumeration<T> all) {
    return Collections.list(all);
  }

  /** One way to read a request. */
  interface Read {
    @Nullable Object of(HttpServletRequest request);

    default Site.Application asApplication() {
      return (request, response) -> of(request);
    }
  }
}
