// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.cachelet.cache.Fragment;
import org.cachelet.cache.FragmentCache;
import org.cachelet.cache.Input;
import org.cachelet.cache.servlet.RequestInputs;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Fragments that code makes, and what they read of a visitor, on whichever pages. */
abstract class FragmentReadsContract extends ShopContract {
  private final AtomicInteger made = new AtomicInteger();
  private final Told told = new Told();
  private Logger logger;

  @Override
  void configure(Map<String, String> settings) {
    settings.put("cachelet.page.default.ttl", "10m");
    settings.put("cachelet.page.ruled.path", "/ruled/**");
    settings.put("cachelet.page.off.path", "/off/**");
    settings.put("cachelet.page.off.ledger", "off");
  }

  @BeforeEach
  void listen() {
    logger = Logger.getLogger(FragmentCache.class.getName());
    logger.addHandler(told);
  }

  @AfterEach
  void stopListening() {
    logger.removeHandler(told);
  }

  /** Where a page is made, and whether the filter stores it. */
  enum Place {
    NO_RULE("/free/a"),
    RULE("/ruled/a"),
    RULE_WITHOUT_LEDGER("/off/a"),
    POST("/ruled/a"),
    BYPASS("/ruled/a"),
    FORWARD("/forward/a"),
    INCLUDE("/include/a"),
    ASYNC("/async/a"),
    DISPATCH("/dispatch/a");

    private final String path;

    Place(String path) {
      this.path = path;
    }
  }

  /** What a fragment reads, and the word by which it varies. */
  @SuppressWarnings("ImmutableEnumChecker") // the functions have no state
  enum Read {
    SESSION("session:tone", FragmentReadsContract::session),
    COOKIE("cookie:tone, cookie-names", FragmentReadsContract::cookie),
    COOKIE_NAMES("cookie-names", FragmentReadsContract::cookieNames),
    HEADER("header:X-Tone", request -> request.getHeader("X-Tone")),
    PARAMETER("param:tone", request -> request.getParameter("tone")),
    PARAMETERS("query", request -> Arrays.toString(request.getParameterMap().get("tone"))),
    QUERY("query", FragmentReadsContract::query),
    LOCALE("locale", request -> request.getLocale().getLanguage()),
    HEADER_NAMES("", request -> Collections.list(request.getHeaderNames()).toString()),
    LOCALES("", request -> Collections.list(request.getLocales()).toString());

    private final String words;
    private final Function<HttpServletRequest, @Nullable String> reading;

    Read(String words, Function<HttpServletRequest, @Nullable String> reading) {
      this.words = words;
      this.reading = reading;
    }

    Set<Input> inputs() {
      return RequestInputs.parse(words);
    }
  }

  static Stream<Arguments> placesAndReads() {
    return Arrays.stream(Place.values())
        .flatMap(place -> Arrays.stream(Read.values()).map(read -> arguments(place, read)));
  }

  @ParameterizedTest
  @MethodSource("placesAndReads")
  void fragment_isNotStored_whenItReadsWhatItDoesNotVaryBy(Place place, Read read)
      throws Exception {
    page(place, Fragment.named("part"), read.reading);
    Visitor none = new Visitor("", "");
    Visitor low = new Visitor("low", "de");
    Visitor high = new Visitor("high", "fr");
    String nothing = none.get(place);
    String first = low.get(place);
    String second = high.get(place);
    assertThat(Set.of(nothing, first, second)).as("%s, %s, %s", nothing, first, second).hasSize(3);
    assertThat(made).hasValue(3);
    assertThat(told.sentences).anyMatch(sentence -> sentence.contains("was read"));
    assertThat(caches.entries("fragments").statistics().puts()).isZero();
  }

  @ParameterizedTest
  @MethodSource("placesAndReads")
  void fragment_isSharedByThoseWithOneValue_whenItVariesByWhatItReads(Place place, Read read)
      throws Exception {
    if (read.words.isEmpty()) {
      return; // nothing varies by it
    }
    page(place, Fragment.named("part").varyBy(read.inputs()), read.reading);
    List<String> answers = new ArrayList<>();
    for (int round = 0; round < 2; round++) {
      answers.add(new Visitor("", "").get(place));
      answers.add(new Visitor("low", "de").get(place));
      answers.add(new Visitor("high", "fr").get(place));
    }
    assertThat(Set.copyOf(answers)).hasSize(3);
    assertThat(answers.subList(3, 6)).isEqualTo(answers.subList(0, 3));
    assertThat(made).hasValue(3);
  }

  @ParameterizedTest
  @EnumSource
  void fragment_isNotStored_whenItLooksForAUser(Place place) throws Exception {
    page(place, Fragment.named("part"), request -> String.valueOf(request.getUserPrincipal()));
    new Visitor("low", "de").get(place);
    new Visitor("high", "fr").get(place);
    assertThat(made).hasValue(2);
    assertThat(told.sentences).anyMatch(sentence -> sentence.contains("user was read"));
  }

  @ParameterizedTest
  @EnumSource
  void fragment_isStored_whenItReadsNothingOfTheVisitor(Place place) throws Exception {
    page(place, Fragment.named("part"), request -> request.getContextPath() + "all");
    new Visitor("low", "de").get(place);
    assertThat(new Visitor("high", "fr").get(place)).isEqualTo("all");
    assertThat(made).hasValue(1);
  }

  @ParameterizedTest
  @EnumSource
  void sessionAndCookie_areWatched_thatWereTakenOutsideOfTheFragment(Place place) throws Exception {
    show(
        place,
        request -> {
          HttpSession session = request.getSession();
          return fragment(
              request, Fragment.named("part"), () -> (String) session.getAttribute("tone"));
        });
    assertThat(new Visitor("", "").get(place)).isEqualTo("null");
    assertThat(new Visitor("low", "de").get(place)).isEqualTo("low");
    assertThat(new Visitor("high", "fr").get(place)).isEqualTo("high");
  }

  @Test
  void fragment_isNotShared_whenOneVisitorHasNoSessionAndTheOtherHas() throws Exception {
    page(
        Place.NO_RULE,
        Fragment.named("part").varyBy(RequestInputs.parse("session:cart")),
        request -> request.getSession(false) == null ? "stranger" : "member");
    assertThat(new Visitor("", "").get(Place.NO_RULE)).isEqualTo("stranger");
    assertThat(new Visitor("low", "de").get(Place.NO_RULE)).isEqualTo("member");
    assertThat(new Visitor("", "").get(Place.NO_RULE)).isEqualTo("stranger");
    assertThat(made).hasValue(2);
  }

  @Test
  void outerFragment_varies_whenAnInnerOneDoes() throws Exception {
    Fragment inner = Fragment.named("inner").varyBy(RequestInputs.parse("cookie:tone"));
    for (String varyBy : List.of("", "cookie:tone")) {
      Fragment outer = Fragment.named("outer").varyBy(RequestInputs.parse(varyBy));
      show(
          Place.NO_RULE,
          request ->
              fragment(request, outer, () -> fragment(request, inner, () -> "in") + made.get()));
      String first = new Visitor("low", "de").get(Place.NO_RULE);
      String again = new Visitor("low", "de").get(Place.NO_RULE);
      assertThat(again.equals(first)).as("stored").isEqualTo(!varyBy.isEmpty());
    }
  }

  @Test
  void fragment_isNotShared_whenItShowsTheBodyOfAPost() throws Exception {
    for (Read read : List.of(Read.PARAMETERS, Read.QUERY)) {
      page(
          Place.POST,
          Fragment.named(read.name()).varyBy(read.inputs()),
          request -> request.getParameterMap().keySet().toString());
      assertThat(post("a=1")).isEqualTo("[a]");
      assertThat(post("b=1")).isEqualTo("[b]");
    }
    page(Place.POST, Fragment.named("raw"), FragmentReadsContract::body);
    assertThat(post("a=1")).isEqualTo(post("a=1"));
    assertThat(post("b=1")).isNotEqualTo(post("a=1"));
  }

  @Test
  void fragment_isNotStored_whenItChangesTheSession() throws Exception {
    page(
        Place.NO_RULE,
        Fragment.named("part"),
        request -> {
          request.getSession().setAttribute("seen", true);
          return "seen";
        });
    new Visitor("low", "de").get(Place.NO_RULE);
    new Visitor("low", "de").get(Place.NO_RULE);
    assertThat(made).hasValue(2);
  }

  private static String body(HttpServletRequest request) {
    try {
      return new String(request.getInputStream().readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String post(String form) throws Exception {
    return send(request(Place.POST.path)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form)))
        .body();
  }

  private void page(
      Place place, Fragment fragment, Function<HttpServletRequest, @Nullable String> reading) {
    show(place, request -> fragment(request, fragment, () -> reading.apply(request)));
  }

  private String fragment(HttpServletRequest request, Fragment fragment, Body body)
      throws IOException {
    return caches
        .fragments()
        .get(
            fragment,
            new RequestInputs(request),
            out -> {
              made.incrementAndGet();
              out.write(String.valueOf(body.text()));
            })
        .texts()
        .get(0);
  }

  private void show(Place place, Text text) {
    Shop.Page page = (request, response) -> response.getWriter().write(text.of(request));
    shop.page("/target", page);
    shop.page(
        place.path,
        switch (place) {
          case FORWARD ->
              (request, response) ->
                  request.getRequestDispatcher("/target?tune=1").forward(request, response);
          case INCLUDE ->
              (request, response) ->
                  request.getRequestDispatcher("/target?tune=1").include(request, response);
          case ASYNC -> (request, response) -> async(request, text);
          case DISPATCH -> (request, response) -> request.startAsync().dispatch("/target");
          default -> page;
        });
  }

  private static void async(HttpServletRequest request, Text text) {
    AsyncContext context = request.startAsync();
    context.start(
        () -> {
          try {
            HttpServletRequest given = (HttpServletRequest) context.getRequest();
            context.getResponse().getWriter().write(text.of(given));
          } catch (IOException | ServletException e) {
            throw new IllegalStateException(e);
          } finally {
            context.complete();
          }
        });
  }

  private static @Nullable String session(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    return session == null ? null : (String) session.getAttribute("tone");
  }

  private static @Nullable String cookie(HttpServletRequest request) {
    for (Cookie cookie : cookies(request)) {
      if (cookie.getName().equals("tone")) {
        return cookie.getValue();
      }
    }
    return null;
  }

  private static String query(HttpServletRequest request) {
    return request.getQueryString() + request.getAttribute(RequestDispatcher.FORWARD_QUERY_STRING);
  }

  private static String cookieNames(HttpServletRequest request) {
    return Arrays.stream(cookies(request)).map(Cookie::getName).toList().toString();
  }

  private static Cookie[] cookies(HttpServletRequest request) {
    return Objects.requireNonNullElse(request.getCookies(), new Cookie[0]);
  }

  /** Somebody whose every part of a request says the same; an empty tone says nothing. */
  private final class Visitor {
    private final String tone;
    private final List<String> fields = new ArrayList<>();

    Visitor(String tone, String language) throws Exception {
      this.tone = tone;
      fields.addAll(List.of("Accept-Language", language.isEmpty() ? "en" : language));
      if (!tone.isEmpty()) {
        fields.addAll(List.of("X-Tone", tone, "X-Only-" + tone, "1"));
        fields.addAll(List.of("Cookie", session() + "; tone=" + tone + "; only-" + tone + "=1"));
      }
    }

    private String session() throws Exception {
      shop.page(
          "/login",
          (request, response) ->
              request.getSession().setAttribute("tone", request.getParameter("tone")));
      HttpResponse<String> answer = FragmentReadsContract.this.get("/login?tone=" + tone);
      String cookie = answer.headers().firstValue("Set-Cookie").orElseThrow();
      return Objects.requireNonNull(cookie.split(";", 2)[0]);
    }

    String get(Place place) throws Exception {
      var request =
          request(place.path + (tone.isEmpty() ? "" : "?tone=" + tone))
              .headers(fields.toArray(String[]::new));
      if (place == Place.POST) {
        request.POST(BodyPublishers.noBody());
      } else if (place == Place.BYPASS) {
        request.header("Authorization", "Basic eDp5");
      }
      HttpResponse<String> answer = send(request);
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      return answer.body();
    }
  }

  /** The text of a page. */
  private interface Text {
    String of(HttpServletRequest request) throws IOException, ServletException;
  }

  /** The text of a fragment. */
  private interface Body {
    @Nullable String text() throws IOException;
  }

  /** Keeps what the log says. */
  private static final class Told extends Handler {
    private final List<String> sentences = new CopyOnWriteArrayList<>();

    @Override
    public void publish(LogRecord entry) {
      sentences.add(entry.getMessage() + Arrays.toString(entry.getParameters()));
    }

    @Override
    public void flush() {
      // nothing is buffered
    }

    @Override
    public void close() {
      // nothing is open
    }
  }
}
