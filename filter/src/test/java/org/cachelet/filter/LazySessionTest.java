// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.cachelet.cache.Input;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@EnumSource(Container.class)
final class LazySessionTest {
  private static final Visit HOME = Visit.to("/");
  private static final Input SESSION = InputKind.SESSION.input();
  private static final Input CART = InputKind.SESSION.input("cart");

  @SuppressWarnings("NullAway.Init")
  private static Site site;

  @Parameter
  @SuppressWarnings("NullAway.Init")
  private Container container;

  @BeforeParameterizedClassInvocation
  static void start(Container container) throws Exception {
    site = new Site(container);
  }

  @AfterParameterizedClassInvocation
  static void stop() throws Exception {
    site.stop();
  }

  @Test
  void session_isNotBegun_whenNothingNeedsIt() throws Exception {
    Site.Making making =
        site.make(HOME, (request, response) -> request.getSession().getServletContext() != null);

    assertThat(making.cookiesSet()).isEmpty();
    assertThat(making.sessionCreated()).isFalse();
    assertThat(making.refusal()).isEmpty();
    assertThat(making.inputs()).isEmpty();
  }

  @Test
  void session_isOneObject_inOneRequest() throws Exception {
    Site.Application application =
        (request, response) ->
            request.getSession() == request.getSession(true)
                && request.getSession(true) == request.getSession(false);

    assertThat(site.make(HOME, application).result()).isEqualTo(true);
    assertThat(site.make(joined("cart", "x"), application).result()).isEqualTo(true);
  }

  @Test
  void session_isNeverTheRealOne() throws Exception {
    Site.Application application =
        (request, response) -> {
          HttpSession first = request.getSession();
          first.setAttribute("a", 1);
          return Stream.of(first, request.getSession(), request.getSession(false))
              .allMatch(LazySession.class::isInstance);
        };

    assertThat(site.make(HOME, application).result()).isEqualTo(true);
    assertThat(site.make(joined("cart", "x"), application).result()).isEqualTo(true);
  }

  /** Reads that tell a session without content from none, or not even that. */
  static Stream<Arguments> shared() {
    return Stream.of(
        row("session:cart", request -> request.getSession().getAttribute("cart")),
        row("session-names", request -> names(request.getSession())),
        row("session", request -> request.getSession().isNew()),
        row("session", request -> request.getSession(false)),
        row("session:cart", request -> remove(request.getSession())),
        row("session:cart", request -> setNull(request.getSession())),
        row("session", request -> invalidate(request.getSession())));
  }

  @ParameterizedTest
  @MethodSource("shared")
  void read_isRecordedAndShared_whenThereIsNoSession(Input input, Read read) throws Exception {
    Site.Making making = site.make(HOME, read.asApplication());

    assertThat(making.values()).isEqualTo(Map.of(input, Value.ABSENT));
    assertThat(making.refusal()).isEmpty();
    assertThat(making.cookiesSet()).isEmpty();
    assertThat(site.lookup(HOME, making.inputs())).isEqualTo(making.values());
    assertThat(site.lookup(joined("cart", "x"), making.inputs())).isNotEqualTo(making.values());
  }

  @ParameterizedTest
  @MethodSource("shared")
  void application_seesWhatItWouldWithoutCache(Input input, Read read) throws Exception {
    Object recorded = site.make(HOME, read.asApplication()).result();

    String plain =
        site.plain(
                HOME,
                (request, response) -> {
                  response.getWriter().print(String.valueOf(read.of(request)));
                  return null;
                })
            .body();

    assertThat(String.valueOf(recorded)).isEqualTo(plain);
  }

  @Test
  void attribute_isSharedWithThoseWithoutSession_whenAbsent() throws Exception {
    Site.Making making = site.make(joined("other", "x"), cart());

    assertThat(making.refusal()).isEmpty();
    assertThat(making.values()).isEqualTo(Map.of(CART, Value.ABSENT));
    assertThat(site.lookup(HOME, making.inputs())).isEqualTo(making.values());
  }

  @Test
  void sessionThatEnded_countsAsNone() throws Exception {
    Visit late = HOME.header("Cookie", "JSESSIONID=0123456789abcdef0123456789abcdef");

    Site.Making making = site.make(late, (request, response) -> request.getSession(false));

    assertThat(making.result()).isNull();
    assertThat(making.values()).isEqualTo(Map.of(SESSION, Value.ABSENT));
    assertThat(making.refusal()).isEmpty();
  }

  @Test
  void existence_isShared_amongThoseWhoHaveOne() throws Exception {
    Site.Making making =
        site.make(joined("cart", "x"), (request, response) -> request.getSession(false) != null);

    assertThat(making.result()).isEqualTo(true);
    assertThat(making.refusal()).isEmpty();
    assertThat(site.lookup(joined("cart", "y"), making.inputs())).isEqualTo(making.values());
  }

  @Test
  void attribute_isRefused_whenFound() throws Exception {
    Visit visit = joined("cart", "x");

    Site.Making making = site.make(visit, cart());

    assertThat(making.result()).isEqualTo("x");
    assertThat(making.refusal())
        .contains("session:cart was read, which belongs to one visitor and is not in vary-by");
    assertThat(site.lookup(visit, Set.of(CART))).containsEntry(CART, Value.UNSHARED);
  }

  @Test
  void attribute_isShared_whenRuleVariesByIt() throws Exception {
    Site.Making making = site.make(joined("cart", "x").varyBy(CART), cart());

    assertThat(making.refusal()).isEmpty();
    assertThat(site.lookup(joined("cart", "x").varyBy(CART), Set.of(CART)))
        .isEqualTo(making.values());
    assertThat(site.lookup(joined("cart", "y").varyBy(CART), Set.of(CART)))
        .isNotEqualTo(making.values());
  }

  @Test
  void attribute_isRefused_whenItsValueCannotBeWritten() throws Exception {
    Site.Making making = site.make(joined("cart", new Object()).varyBy(CART), cart());

    assertThat(making.refusal())
        .contains("session:cart was read, and its value cannot be written into a key");
  }

  @Test
  void attribute_isRefused_whenAnotherRequestChangesIt() throws Exception {
    CompletableFuture<HttpSession> real = new CompletableFuture<>();
    Visit visit =
        joined("cart", "x")
            .varyBy(CART)
            .before(
                request -> {
                  real.complete(request.getSession());
                  return request;
                });

    Site.Making making =
        site.make(
            visit,
            (request, response) -> {
              Object first = request.getSession().getAttribute("cart");
              real.join().setAttribute("cart", "y");
              return List.of(first, request.getSession().getAttribute("cart"));
            });

    assertThat(making.result()).isEqualTo(List.of("x", "y"));
    assertThat(making.refusal()).contains("session:cart changed while it was read");
  }

  /** What needs a session, and why the page is not shared then. */
  static Stream<Arguments> needs() {
    return Stream.of(
        need("attribute a of the session was set", request -> setOne(request.getSession())),
        need("the id of the session was read", request -> request.getSession().getId()),
        need(
            "the creation time of the session was read",
            request -> request.getSession().getCreationTime()),
        need(
            "the last access to the session was read",
            request -> request.getSession().getLastAccessedTime()),
        need(
            "the timeout of the session was read",
            request -> request.getSession().getMaxInactiveInterval()),
        need(
            "the timeout of the session was set",
            request -> setMaxInactiveInterval(request.getSession())));
  }

  @ParameterizedTest
  @MethodSource("needs")
  void session_isBegun_whenNeeded(String reason, Read read) throws Exception {
    Site.Making making = site.make(HOME, read.asApplication());

    assertThat(making.refusal()).contains(reason);
    assertThat(making.sessionCreated()).isTrue();
    assertThat(making.cookiesSet()).hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("needs")
  void use_isRefused_whenThereIsASession(String reason, Read read) throws Exception {
    Site.Making making = site.make(joined("cart", "x"), read.asApplication());

    assertThat(making.refusal()).contains(reason);
    assertThat(making.sessionCreated()).isFalse();
    assertThat(making.cookiesSet()).isEmpty();
  }

  @Test
  void session_isTheContainers_onceBegun() throws Exception {
    Site.Making making =
        site.make(
            HOME,
            (request, response) -> {
              HttpSession session = request.getSession();
              session.setAttribute("a", "1");
              session.setMaxInactiveInterval(77);
              return List.of(
                  session.getAttribute("a"), names(session), session.getMaxInactiveInterval());
            });

    assertThat(making.result()).isEqualTo(List.of("1", List.of("a"), 77));
    Visit next = HOME.header("Cookie", making.cookiesSet().get(0).split(";", 2)[0]);
    assertThat(site.plain(next, LazySessionTest::printA).body()).isEqualTo("1");
  }

  @Test
  void session_isKeptInScratch_whenDetached() throws Exception {
    Site.Making making =
        site.makeDetached(
            HOME,
            (request, response) -> {
              HttpSession session = request.getSession();
              session.setAttribute("a", "1");
              return List.of(
                  session.getAttribute("a"),
                  session == request.getSession(false),
                  session.getCreationTime());
            });

    assertThat(making.result()).isEqualTo(List.of("1", true, Site.NOW.toEpochMilli()));
    assertThat(making.refusal()).contains("attribute a of the session was set");
    assertThat(making.cookiesSet()).isEmpty();
  }

  @Test
  void session_isReplaced_whenInvalidated() throws Exception {
    Site.Application application =
        (request, response) -> {
          HttpSession first = request.getSession();
          first.invalidate();
          assertThatThrownBy(() -> first.getAttribute("a"))
              .isInstanceOf(IllegalStateException.class);
          assertThat(request.getSession(false)).isNull();
          return request.getSession() != first;
        };

    assertThat(site.make(HOME, application).result()).isEqualTo(true);
    assertThat(site.makeDetached(HOME, application).result()).isEqualTo(true);
    Site.Making making = site.make(joined("cart", "x"), application);
    assertThat(making.result()).isEqualTo(true);
    assertThat(making.refusal()).contains("the session was invalidated");
  }

  @Test
  void scratch_isReplaced_whenInvalidated() throws Exception {
    Site.Making making =
        site.makeDetached(
            HOME,
            (request, response) -> {
              HttpSession first = request.getSession();
              first.setAttribute("a", "1");
              first.invalidate();
              assertThatThrownBy(() -> first.getAttribute("a"))
                  .isInstanceOf(IllegalStateException.class);
              return request.getSession() == first;
            });

    assertThat(making.result()).isEqualTo(false);
  }

  @Test
  void changedId_isRefused() throws Exception {
    Site.Making making =
        site.make(
            HOME,
            (request, response) -> {
              HttpSession session = request.getSession();
              String changed = request.changeSessionId();
              return changed.equals(session.getId());
            });

    assertThat(making.result()).isEqualTo(true);
    assertThat(making.refusal()).contains("the id of the session was changed");
  }

  @Test
  void beginSession_beginsWhatWasAskedFor() throws Exception {
    Site.Making asked =
        site.make(
            HOME,
            (request, response) -> {
              HttpSession session = request.getSession();
              ((RecordingRequest) request).beginSession();
              return session == request.getSession();
            });
    Site.Making notAsked =
        site.make(
            HOME,
            (request, response) -> {
              ((RecordingRequest) request).beginSession();
              return null;
            });

    assertThat(asked.result()).isEqualTo(true);
    assertThat(asked.refusal()).contains("a session was created");
    assertThat(asked.cookiesSet()).hasSize(1);
    assertThat(notAsked.refusal()).isEmpty();
  }

  @Test
  void accessor_isRefused() throws Exception {
    Site.Making making =
        site.make(HOME, (request, response) -> String.valueOf(request.getSession().getAccessor()));

    assertThat(making.refusal()).contains("the session was kept for use outside of the request");
    assertThat(Objects.equals(making.result(), "null")).isEqualTo(container == Container.TOMCAT);
  }

  /** Returns a visit by somebody with a session that has an attribute. */
  private static Visit joined(String name, Object value) throws Exception {
    String cookie =
        site.plain(
                HOME,
                (request, response) -> {
                  request.getSession().setAttribute(name, value);
                  return null;
                })
            .headers()
            .firstValue("Set-Cookie")
            .orElseThrow();
    return HOME.header("Cookie", cookie.split(";", 2)[0]);
  }

  private static Site.Application cart() {
    return (request, response) -> request.getSession().getAttribute("cart");
  }

  private static @Nullable Object printA(HttpServletRequest request, HttpServletResponse response)
      throws Exception {
    response.getWriter().print(request.getSession().getAttribute("a"));
    return null;
  }

  private static List<String> names(HttpSession session) {
    return Collections.list(session.getAttributeNames());
  }

  private static @Nullable Object remove(HttpSession session) {
    session.removeAttribute("cart");
    return null;
  }

  private static @Nullable Object setNull(HttpSession session) {
    session.setAttribute("cart", null);
    return null;
  }

  private static @Nullable Object setOne(HttpSession session) {
    session.setAttribute("a", "1");
    return session.getAttribute("a");
  }

  private static @Nullable Object setMaxInactiveInterval(HttpSession session) {
    session.setMaxInactiveInterval(5);
    return null;
  }

  private static @Nullable Object invalidate(HttpSession session) {
    session.invalidate();
    return null;
  }

  private static Arguments row(String input, Read read) {
    return Arguments.of(Input.parse(input), read);
  }

  private static Arguments need(String reason, Read read) {
    return Arguments.of(reason, read);
  }

  /** One way to use a session. */
  interface Read {
    @Nullable Object of(HttpServletRequest request);

    default Site.Application asApplication() {
      return (request, response) -> of(request);
    }
  }
}
