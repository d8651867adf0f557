// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.cachelet.filter.CapturingFilter.Mode;
import org.cachelet.filter.RawExchange.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is kept of a response, and when the client gets it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class CapturedContract {
  private final CapturingFilter filter = new CapturingFilter();
  private final Map<String, Page> pages = new TreeMap<>(SamplePages.all());
  private volatile CountDownLatch clientHasRead = new CountDownLatch(1);
  private RunningServer server;

  /** Starts the container that is tested. */
  abstract RunningServer start(CapturingFilter filter, Map<String, Page> pages) throws Exception;

  @BeforeAll
  final void startServer() throws Exception {
    addPages();
    server = start(filter, pages);
  }

  @AfterAll
  final void stopServer() throws Exception {
    server.stop();
  }

  @BeforeEach
  final void forgetResults() {
    filter.results().clear();
    clientHasRead = new CountDownLatch(1);
  }

  @Test
  final void fields_areThoseOfTheApplication_inItsOrder() throws Exception {
    assertThat(captured("fields", Mode.HELD).fields())
        .startsWith(
            entry("Vary", "Accept"),
            entry("Vary", "Cookie"),
            entry("X-Twice", "same"),
            entry("X-Twice", "same"),
            entry("x-set", "second"),
            entry("X-Number", "5"),
            entry("X-Number", "6"),
            entry("Last-Modified", "Sun, 09 Sep 2001 01:46:40 GMT"),
            entry("X-Date", "Thu, 01 Jan 1970 00:00:00 GMT"))
        .hasSize(10)
        .last()
        .satisfies(type -> assertThat(type.getKey()).isEqualToIgnoringCase("content-type"))
        .satisfies(
            type -> assertThat(type.getValue()).isEqualToIgnoringCase("text/plain;charset=utf-8"));
  }

  @Test
  final void fields_sayCharset_thatTheWriterUses() throws Exception {
    assertThat(captured("no-type-but-html", Mode.HELD).fields())
        .singleElement()
        .satisfies(type -> assertThat(type.getValue()).startsWith("text/html;charset="));
  }

  @Test
  final void fields_areForgotten_afterReset() throws Exception {
    Captured captured = captured("reset", Mode.HELD);

    assertThat(captured.fields()).extracting(Map.Entry::getKey).containsExactly("Content-Type");
    assertThat(captured.status()).isEqualTo(200);
    assertThat(text(captured)).isEqualTo("new");
  }

  @Test
  final void fields_ofAnIncludedServlet_areNotRecorded() throws Exception {
    Captured captured = captured("include-of-fields", Mode.HELD);

    assertThat(captured.isComplete()).isTrue();
    assertThat(captured.status()).isEqualTo(200);
    assertThat(captured.fields()).extracting(Map.Entry::getKey).containsExactly("Content-Type");
    assertThat(text(captured)).isEqualTo("before,included,after");
  }

  @ParameterizedTest
  @CsvSource({
    "writer, hello",
    "stream, hello",
    "empty, ''",
    "writer-length, hello",
    "writer-flush-midway, onetwo",
    "stream-flush-midway, onetwo",
    "buffer-flush-midway, onetrue",
    "flush-first, hello",
    "writer-flush-first, hello",
    "reset-buffer, new",
    "close-then-write, before",
    "forward, hello",
    "forward-by-context, hello",
    "forward-to-forward, hello",
    "async, from another thread",
    "async-at-once, from this thread",
    "async-dispatch, 'first,hello'",
    "not-found-page, my own page",
  })
  final void body_isWhole_whenHeldOrStreamed(String page, String body) throws Exception {
    Captured captured = captured(page, Mode.HELD);

    assertThat(captured.reason()).isEmpty();
    assertThat(text(captured)).isEqualTo(body);
  }

  @Test
  final void body_keepsEveryByte_whenLarge() throws Exception {
    assertThat(captured("single-bytes", Mode.HELD).body()).hasSize(256).startsWith(0, 1, 2);
    assertThat(captured("writer-5-mb", Mode.HELD).body()).hasSize(5_000_000);
    assertThat(captured("stream-5-mb", Mode.HELD).body()).hasSize(5_000_000);
  }

  @ParameterizedTest
  @CsvSource({
    "HELD, cookies, the response sets a cookie",
    "HELD, late-cookie, the response sets a cookie",
    "HELD, session, the response sets a cookie",
    "WITH_COOKIES, session, the container sets a cookie",
    "WITH_COOKIES, session-and-cookie, the container sets a cookie",
    "HELD, error, sendError(404)",
    "HELD, error-5xx, sendError(503)",
    "DEFERRED, error-5xx, sendError(503)",
    "HELD, trailers, trailer fields",
    "HELD, non-blocking, non-blocking output",
    "HELD, stream-print-latin, print of other than ASCII",
    "HELD, exception-after-text, abandoned",
    "HELD, exception-after-flush, abandoned",
    "HELD, too-short, 'Content-Length is 10, the body has 5 bytes'",
    "SMALL, println, body is over 10 bytes",
    "REFUSED, writer, refused",
    "REFUSED, stream, refused",
    "REFUSED, flush-first, refused",
  })
  final void reason_saysWhyItCannotBeStored(Mode mode, String page, String reason)
      throws Exception {
    Captured captured = captured(page, mode);

    assertThat(captured.isComplete()).isFalse();
    assertThat(captured.reason()).hasValue(reason);
    assertThat(captured.body()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "writer, another",
    "error-5xx, another",
    "empty, another",
    "forward, another",
    "writer-flush-midway, onetwo",
  })
  final void anotherAnswer_canBeSentInItsPlace_whileHeld(String page, String body)
      throws Exception {
    Answer answer = get(page, Mode.REPLACED);

    assertThat(answer.status()).contains(" 200");
    assertThat(answer.body()).isEqualTo(body);
    assertThat(answer.whole()).isTrue();
  }

  @Test
  final void flushedBytes_arriveBeforeTheServletEnds() throws Exception {
    assertThat(arrivesEarly("waits-after-flush", "first", Mode.HELD)).endsWith("second");
    assertThat(result().isComplete()).isTrue();
  }

  @Test
  final void body_isNotStored_whenTheClientWentAway() throws Exception {
    try (RawExchange exchange =
        new RawExchange(server.port(), "GET", "/streams-until-gone", Mode.HELD)) {
      exchange.readUntil("first");
    }
    clientHasRead.countDown();

    assertThat(result().reason()).hasValue("the client went away");
  }

  @ParameterizedTest
  @EnumSource(names = {"SMALL", "REFUSED"})
  final void bytesOverTheLimitOrRefused_arriveBeforeTheServletEnds(Mode mode) throws Exception {
    assertThat(arrivesEarly("waits-after-block", "xxxxx", mode)).endsWith("second");
    assertThat(result().isComplete()).isFalse();
  }

  @Test
  final void urls_getNoSession_whileThePageMayBeShared() throws Exception {
    String cookie =
        get("session", Mode.BARE).fields().stream()
            .filter(line -> line.startsWith("Set-Cookie: JSESSIONID="))
            .findFirst()
            .orElseThrow();
    String id = cookie.substring(cookie.indexOf('=') + 1).replaceAll(";.*", "");
    String links = "links;jsessionid=" + id;

    assertThat(get(links, Mode.HELD).body()).isEqualTo("links: /a /b");
    assertThat(get(links, Mode.REFUSED).body())
        .isEqualTo("links: /a;jsessionid=%s /b;jsessionid=%s".formatted(id, id));
  }

  @Test
  final void unknownCharset_isRefused_andCanBeMended() throws Exception {
    assertThat(text(captured("unknown-charset", Mode.DETACHED))).isEqualTo("mended");
  }

  @ParameterizedTest
  @CsvSource({"redirect, HELD", "redirect-after-text, HELD", "redirect, DETACHED"})
  final void redirect_isCaptured_withItsLocationAndNoBody(String page, Mode mode) throws Exception {
    Captured captured = captured(page, mode);

    assertThat(captured.reason()).isEmpty();
    assertThat(captured.status()).isEqualTo(302);
    assertThat(captured.fields()).contains(Map.entry("Location", "/writer"));
    assertThat(captured.body()).isEmpty();
  }

  final Stream<String> renewable() {
    return Stream.of(
        "writer",
        "stream",
        "println",
        "fields",
        "include-of-fields",
        "reset-buffer",
        "empty",
        "writer-5-mb",
        "type-UTF-16",
        "writer-flush-midway",
        "flush-first",
        "writer-length",
        "not-found-page",
        "close-then-write");
  }

  @ParameterizedTest
  @MethodSource("renewable")
  final void detached_capturesTheSame_andSendsNothing(String page) throws Exception {
    Captured attached = captured(page, Mode.HELD);
    Answer answer = get(page, Mode.DETACHED);
    Captured detached = result();

    assertThat(answer.status()).contains(" 200");
    assertThat(answer.body()).isEqualTo("stale");
    assertThat(answer.whole()).isTrue();
    assertThat(detached.status()).isEqualTo(attached.status());
    assertThat(detached.reason()).isEmpty();
    assertThat(lowered(detached)).isEqualTo(lowered(attached));
    assertThat(text(detached)).isEqualTo(text(attached));
  }

  @ParameterizedTest
  @CsvSource({
    "STRIPPED, cookies, 'a=1,b=2'",
    "STRIPPED, late-cookie, a=1",
    "STRIPPED, session, ",
    "WITH_COOKIES, cookies, 'a=1,b=2'",
    "WITH_COOKIES, late-cookie, a=1",
    "WITH_COOKIES, writer, ",
  })
  final void cookies_areRecorded_whereTheyMayBeStored(Mode mode, String page, String cookies)
      throws Exception {
    Captured captured = captured(page, mode);

    assertThat(captured.reason()).isEmpty();
    assertThat(captured.fields())
        .filteredOn(line -> line.getKey().equalsIgnoreCase("Set-Cookie"))
        .extracting(Map.Entry::getValue)
        .isEqualTo(cookies == null ? List.of() : List.of(cookies.split(",")));
  }

  @ParameterizedTest
  @CsvSource({
    "error, 404, sendError(404)",
    "cookies, 200, the response sets a cookie",
    "exception-after-text, 200, abandoned",
  })
  final void detached_saysWhyItCannotBeStored(String page, int status, String reason)
      throws Exception {
    assertThat(get(page, Mode.DETACHED).body()).isEqualTo("stale");
    Captured detached = result();

    assertThat(detached.status()).isEqualTo(status);
    assertThat(detached.reason()).hasValue(reason);
  }

  /** Returns what is kept of a page. */
  final Captured captured(String page, Mode mode) throws Exception {
    filter.results().clear();
    get(page, mode);
    return result();
  }

  /** Returns the answer to a request. */
  final Answer get(String page, Mode mode) throws Exception {
    try (RawExchange exchange = new RawExchange(server.port(), "GET", "/" + page, mode)) {
      return exchange.answer();
    }
  }

  /** Returns what was kept last. */
  final Captured result() throws InterruptedException {
    return requireNonNull(filter.results().poll(10, SECONDS));
  }

  private String arrivesEarly(String page, String first, Mode mode) throws Exception {
    try (RawExchange exchange = new RawExchange(server.port(), "GET", "/" + page, mode)) {
      exchange.readUntil(first);
      clientHasRead.countDown();
      return exchange.readUntil("second");
    }
  }

  private static String text(Captured captured) {
    return new String(captured.body(), UTF_8);
  }

  private static String lowered(Captured captured) {
    return captured.fields().toString().toLowerCase(Locale.ROOT).replace("; ", ";");
  }

  private void addPages() {
    pages.put(
        "included-fields",
        (request, response) -> {
          response.setHeader("X-Included", "ignored");
          response.setContentType("text/plain;charset=UTF-16");
          response.setStatus(404);
          response.getWriter().print("included");
        });
    pages.put(
        "include-of-fields",
        (request, response) -> {
          response.setContentType("text/html;charset=UTF-8");
          response.getWriter().print("before,");
          request.getRequestDispatcher("/included-fields").include(request, response);
          response.getWriter().print(",after");
        });
    pages.put(
        "no-type-but-html",
        (request, response) -> {
          response.setContentType("text/html");
          response.getWriter().print("hello");
        });
    pages.put(
        "late-cookie",
        (request, response) -> {
          response.getOutputStream().print("hello");
          response.addCookie(new Cookie("a", "1"));
        });
    pages.put("session", (request, response) -> request.getSession());
    pages.put(
        "session-and-cookie",
        (request, response) -> {
          response.addCookie(new Cookie("a", "1"));
          request.getSession();
          response.addHeader("Set-Cookie", "b=2");
        });
    pages.put(
        "too-short",
        (request, response) -> {
          response.setContentLength(10);
          response.getOutputStream().print("hello");
        });
    pages.put(
        "links",
        (request, response) -> {
          response.setContentType("text/plain");
          response.getWriter().print("links: ");
          response.getWriter().print(response.encodeURL("/a"));
          response.getWriter().print(" " + response.encodeRedirectURL("/b"));
        });
    pages.put(
        "unknown-charset",
        (request, response) -> {
          response.setContentType("text/html;charset=nonsense");
          try {
            response.getWriter().print("known");
          } catch (IOException e) {
            response.setContentType("text/plain;charset=UTF-8");
            response.getWriter().print("mended");
          }
        });
    pages.put(
        "waits-after-flush",
        (request, response) -> {
          response.getWriter().print("first");
          response.getWriter().flush();
          awaitClient();
          response.getWriter().print("second");
        });
    pages.put("streams-until-gone", (request, response) -> streamUntilGone(response));
    pages.put("waits-after-block", (request, response) -> writeBlock(response));
  }

  private void streamUntilGone(HttpServletResponse response) throws Exception {
    response.getOutputStream().print("first");
    response.getOutputStream().flush();
    awaitClient();
    try {
      for (int i = 0; i < 1000; i++) { // less than the limit, more than the network holds
        response.getOutputStream().write(new byte[5000]);
        response.getOutputStream().flush();
      }
    } catch (IOException e) {
      response.getOutputStream().close(); // as an application that does not care
    }
  }

  private void writeBlock(HttpServletResponse response) throws Exception {
    byte[] block = new byte[200_000]; // more than a container buffers
    Arrays.fill(block, (byte) 'x');
    response.getOutputStream().write(block);
    awaitClient();
    response.getOutputStream().print("second");
  }

  private void awaitClient() throws InterruptedException, IOException {
    if (!clientHasRead.await(10, SECONDS)) {
      throw new IOException("the client did not get the first part");
    }
  }
}
