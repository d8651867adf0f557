// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.cachelet.cache.Dependencies;
import org.cachelet.cache.Invalidation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How the application is asked whether stale pages hold, and what is served when it fails. */
abstract class ValidationContract extends ServedShop {
  private static final String MODIFIED = "Sat, 21 Nov 2026 09:00:00 GMT";
  private static final String VALIDATED = "Cachelet; fwd=stale; fwd-status=304; stored";

  /** What the application was shown, each time. */
  private final List<String> asked = Collections.synchronizedList(new ArrayList<>());

  @ParameterizedTest
  @ValueSource(
      strings = {"setStatus", "sendError", "flushBuffer", "flush", "written", "length", "async"})
  void stalePage_isFreshAgain_whenTheApplicationSaysSo(String how) throws Exception {
    open();
    shop.page(
        "/page/a",
        (request, response) -> {
          asked.add(request.getHeader("If-None-Match"));
          response.setHeader("X-Made", String.valueOf(asked.size()));
          response.setHeader("ETag", "\"v1\"");
          if ("\"v1\"".equals(request.getHeader("If-None-Match"))) {
            notModified(how, request, response);
          } else {
            response.setContentType("text/plain");
            response.getWriter().print("text");
          }
        });
    get("/page/a");
    time.pass(Duration.ofSeconds(10));
    HttpResponse<String> validated = get("/page/a");
    assertThat(validated.statusCode()).isEqualTo(200);
    assertThat(validated.body()).isEqualTo("text");
    assertThat(field(validated, "X-Made")).isEqualTo("2");
    assertThat(field(validated, "Content-Length")).isEqualTo("4");
    assertThat(field(validated, "Content-Type")).startsWith("text/plain");
    assertThat(status(validated)).isEqualTo(VALIDATED);
    time.pass(Duration.ofSeconds(9));
    HttpResponse<String> hit = get("/page/a");
    assertThat(status(hit)).isEqualTo("Cachelet; hit; ttl=1");
    assertThat(hit.body()).isEqualTo("text");
    assertThat(field(hit, "X-Made")).isEqualTo("2");
    assertThat(field(hit, "Age")).isEqualTo("9");
    assertThat(field(hit, "Date")).isEqualTo("Sat, 21 Nov 2026 10:00:10 GMT");
    assertThat(asked).containsExactly(null, "\"v1\"");
  }

  private static void notModified(
      String how, HttpServletRequest request, HttpServletResponse response) throws IOException {
    if (how.equals("sendError")) {
      response.sendError(304);
      return;
    }
    response.setStatus(304);
    switch (how) {
      case "flushBuffer" -> response.flushBuffer();
      case "flush" -> response.getWriter().flush();
      case "written" -> response.getOutputStream().write(new byte[10]);
      case "length" -> response.setContentLength(4);
      case "async" -> {
        AsyncContext async = request.startAsync();
        async.start(async::complete);
      }
      default -> {}
    }
  }

  @Test
  void stalePage_isValidatedByItsDate_whereThatIsAll() throws Exception {
    open();
    shop.page(
        "/page/a",
        (request, response) -> {
          asked.add(request.getHeader("If-None-Match") + request.getHeader("If-Modified-Since"));
          long modified = 1_795_251_600_000L; // the seconds of MODIFIED
          response.setDateHeader("Last-Modified", modified);
          if (request.getDateHeader("If-Modified-Since") >= modified) {
            response.setStatus(304);
          } else {
            response.getWriter().print("text");
          }
        });
    get("/page/a");
    time.pass(Duration.ofSeconds(10));
    HttpResponse<String> validated = get("/page/a");
    assertThat(validated.body()).isEqualTo("text");
    assertThat(status(validated)).isEqualTo(VALIDATED);
    assertThat(asked).containsExactly("nullnull", "null" + MODIFIED);
  }

  @Test
  void visitorsOwnConditions_areForTheCache() throws Exception { // RFC 9111 section 4.3.2
    open();
    validatable("/page/a");
    String[] theirs = {"If-None-Match", "\"v0\", \"v1\"", "If-Modified-Since", MODIFIED};
    assertThat(get("/page/a", theirs).statusCode()).isEqualTo(304);
    time.pass(Duration.ofSeconds(10));
    HttpResponse<String> validated = get("/page/a", theirs);
    assertThat(validated.statusCode()).isEqualTo(304);
    assertThat(status(validated)).isEqualTo("Cachelet; fwd=stale; stored");
    assertThat(get("/page/a").body()).isEqualTo("text");
    assertThat(asked).containsExactly(null, "\"v1\"");
  }

  @Test
  void headerNames_showTheConditions_andMakeNoVariant() throws Exception {
    open();
    shop.page(
        "/page/a",
        (request, response) -> {
          asked.add(
              String.valueOf(Collections.list(request.getHeaderNames()).contains("if-none-match")));
          response.setHeader("ETag", "\"v1\"");
          if (request.getHeader("If-None-Match") == null) {
            response.getWriter().print("text");
          } else {
            response.setStatus(304);
          }
        });
    get("/page/a");
    time.pass(Duration.ofSeconds(10));
    assertThat(get("/page/a").body()).isEqualTo("text");
    assertThat(status(get("/page/a"))).isEqualTo("Cachelet; hit; ttl=10");
    assertThat(asked).containsExactly("false", "true");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "X-None | x             | true | 3600", // our own ETag says nothing to the application
        "ETag   | unquoted      | true | 3600",
        "ETag   | \"v1\"        | false | 3600",
        "ETag   | \"v1\"        | true | 3601",
      })
  void stalePage_isMadeAnew_withoutAQuestion(
      String name, String value, boolean validation, int afterSeconds) throws Exception {
    open("cachelet.http.validation", String.valueOf(validation));
    shop.page(
        "/page/a",
        (request, response) -> {
          asked.add(request.getHeader("If-None-Match"));
          response.setHeader(name, value);
          response.getWriter().print("text");
        });
    get("/page/a");
    time.pass(Duration.ofSeconds(9 + afterSeconds));
    assertThat(get("/page/a").body()).isEqualTo("text");
    assertThat(asked).containsExactly(null, null);
  }

  @Test
  void stalePage_isReplaced_whenItHasChanged() throws Exception { // RFC 9111 section 4.3.3
    open();
    validatable("/page/a");
    get("/page/a");
    time.pass(Duration.ofSeconds(10));
    shop.page(
        "/page/a",
        (request, response) -> {
          asked.add(request.getHeader("If-None-Match"));
          response.setHeader("ETag", "\"v2\"");
          response.getWriter().print("new");
        });
    HttpResponse<String> changed = get("/page/a");
    assertThat(changed.body()).isEqualTo("new");
    assertThat(status(changed)).isEqualTo("Cachelet; fwd=stale; stored");
    assertThat(get("/page/a").body()).isEqualTo("new");
    assertThat(asked).containsExactly(null, "\"v1\"");
  }

  @Test
  void stalePage_isValidated_whileItIsServed() throws Exception { // RFC 5861 section 3
    open();
    validatable("/stale/a");
    get("/stale/a");
    time.pass(Duration.ofSeconds(11));
    assertThat(status(get("/stale/a"))).isEqualTo("Cachelet; hit; ttl=-1");
    await().until(() -> status(get("/stale/a")).equals("Cachelet; hit; ttl=10"));
    assertThat(get("/stale/a").body()).isEqualTo("text");
    assertThat(asked).containsExactly(null, "\"v1\"");
  }

  @Test
  void validatedPage_keepsItsTags() throws Exception {
    open();
    shop.page(
        "/page/a",
        (request, response) -> {
          asked.add(request.getHeader("If-None-Match"));
          response.setHeader("ETag", "\"v1\"");
          if (request.getHeader("If-None-Match") == null) {
            Dependencies.current().tag("product:17");
            response.getWriter().print("text");
          } else {
            Dependencies.current().tag("product:18");
            response.setStatus(304);
          }
        });
    for (String tag : List.of("product:17", "product:18")) {
      get("/page/a");
      time.pass(Duration.ofSeconds(10));
      assertThat(status(get("/page/a"))).isEqualTo(VALIDATED);
      caches.invalidateTags(tag);
      asked.clear();
      assertThat(status(get("/page/a"))).as(tag).isEqualTo("Cachelet; fwd=uri-miss; stored");
      assertThat(asked).as("hard invalidation").containsExactly((String) null);
      caches.invalidateTags("product:17");
    }
  }

  @Test
  void validatedPage_keepsItsVariant() throws Exception {
    open();
    shop.page(
        "/page/a",
        (request, response) -> {
          response.setHeader("ETag", "\"v1\"");
          if (request.getHeader("If-None-Match") == null) {
            response.getWriter().print("for " + request.getHeader("X-Brand"));
          } else {
            response.setStatus(304);
          }
        });
    for (int round = 0; round < 3; round++) {
      for (String brand : List.of("a", "b")) {
        assertThat(get("/page/a", "X-Brand", brand).body()).isEqualTo("for " + brand);
        assertThat(status(get("/page/a", "X-Brand", brand))).isEqualTo("Cachelet; hit; ttl=10");
      }
      time.pass(Duration.ofSeconds(10));
    }
    assertThat(shop.made("/page/a")).isEqualTo(6);
  }

  @Test
  void softlyInvalidatedPage_isValidated() throws Exception {
    open("cachelet.page.site.tags", "site");
    validatable("/page/a");
    get("/page/a");
    caches.invalidateTags(Invalidation.Depth.SOFT, List.of("site"));
    time.pass(Duration.ofSeconds(1));
    assertThat(status(get("/page/a"))).isEqualTo(VALIDATED);
    assertThat(status(get("/page/a"))).isEqualTo("Cachelet; hit; ttl=10");
  }

  @Test
  void validatedPage_isServedButNotStored_whenItIsInvalidatedMeanwhile() throws Exception {
    open("cachelet.page.site.tags", "site");
    validatable("/page/a");
    get("/page/a");
    time.pass(Duration.ofSeconds(10));
    shop.page(
        "/page/a",
        (request, response) -> {
          caches.invalidateTags("site");
          response.setStatus(304);
        });
    HttpResponse<String> validated = get("/page/a");
    assertThat(validated.body()).isEqualTo("text");
    assertThat(status(validated)).startsWith("Cachelet; fwd=stale; fwd-status=304; detail=");
    page("/page/a", "new");
    assertThat(get("/page/a").body()).isEqualTo("new");
  }

  @Test
  void validatedPage_isNotStored_whenItWasInvalidatedBeforeTheQuestion() throws Exception {
    open("cachelet.page.site.tags", "site");
    validatable("/page/a");
    get("/page/a");
    time.pass(Duration.ofSeconds(10));
    CountDownLatch release = new CountDownLatch(1);
    shop.page(
        "/page/a",
        (request, response) -> {
          release.await();
          throw new ServletException("the database is down");
        });
    CompletableFuture<HttpResponse<String>> leader =
        client.sendAsync(request("GET", "/page/a"), BodyHandlers.ofString());
    await().until(() -> shop.made("/page/a") == 2);
    CompletableFuture<HttpResponse<String>> follower =
        client.sendAsync(request("GET", "/page/a"), BodyHandlers.ofString());
    await().until(() -> caches.entries(PageCache.NAME).statistics().misses() == 3);
    caches.invalidateTags("site");
    validatable("/page/a");
    release.countDown();
    assertThat(leader.get().statusCode()).isEqualTo(500);
    assertThat(follower.get().body()).isEqualTo("text");
    assertThat(status(get("/page/a"))).doesNotContain("hit").doesNotContain("304");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"Cache-Control | no-store", "Cache-Control | private", "Set-Cookie | a=b"})
  void validatedPage_isServedButNotStored_whenTheAnswerForbidsIt(String name, String value)
      throws Exception {
    open();
    validatable("/page/a");
    get("/page/a");
    time.pass(Duration.ofSeconds(10));
    shop.page(
        "/page/a",
        (request, response) -> {
          response.setStatus(304);
          response.setHeader(name, value);
        });
    for (int i = 0; i < 2; i++) {
      HttpResponse<String> validated = get("/page/a");
      assertThat(validated.statusCode()).isEqualTo(200);
      assertThat(validated.body()).isEqualTo("text");
      assertThat(field(validated, name)).isEqualTo(value);
      assertThat(status(validated)).startsWith("Cachelet; fwd=stale; fwd-status=304; detail=");
    }
  }

  @Test
  void confirmationOfAnotherPage_isNotBelieved_andNotAskedForAgain() throws Exception {
    open(); // RFC 9111 section 4.3.4
    validatable("/page/a");
    get("/page/a");
    time.pass(Duration.ofSeconds(10));
    shop.page(
        "/page/a",
        (request, response) -> {
          asked.add(request.getHeader("If-None-Match"));
          response.setHeader("ETag", "\"v2\"");
          if (request.getHeader("If-None-Match") == null) {
            response.getWriter().print("new");
          } else {
            response.setStatus(304);
          }
        });
    assertThat(status(get("/page/a")))
        .isEqualTo("Cachelet; fwd=stale; fwd-status=304; detail=\"the 304 is about another page\"");
    assertThat(get("/page/a").body()).isEqualTo("new");
    assertThat(asked).containsExactly(null, "\"v1\"", null);
  }

  @Test
  void notModified_isPassedOn_whenNobodyAsked() throws Exception {
    open();
    shop.page("/page/a", (request, response) -> response.setStatus(304));
    assertThat(get("/page/a").statusCode()).isEqualTo(304);
    assertThat(status(get("/page/a"))).startsWith("Cachelet; fwd=uri-miss; detail=");
  }

  @Test
  void head_updatesTheStoredPage_whenItIsForwarded() throws Exception { // RFC 9111 section 4.3.5
    open();
    validatable("/page/a");
    get("/page/a");
    time.pass(Duration.ofSeconds(10));
    HttpResponse<String> head = send("HEAD", "/page/a");
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(field(head, "Content-Length")).isEqualTo("4");
    assertThat(status(head)).isEqualTo(VALIDATED);
    assertThat(status(get("/page/a"))).isEqualTo("Cachelet; hit; ttl=10");
    time.pass(Duration.ofSeconds(10));
    page("/page/a", "changed", "ETag", "\"v2\"");
    assertThat(field(send("HEAD", "/page/a"), "Content-Length")).isEqualTo("7");
    assertThat(get("/page/a").body()).isEqualTo("changed");
    assertThat(shop.made("/page/a")).isEqualTo(3);
  }

  @Test
  void followers_getTheValidatedPage() throws Exception {
    open();
    validatable("/page/a");
    get("/page/a");
    time.pass(Duration.ofSeconds(10));
    CountDownLatch release = new CountDownLatch(1);
    shop.page(
        "/page/a",
        (request, response) -> {
          release.await();
          response.setStatus(304);
        });
    List<CompletableFuture<HttpResponse<String>>> visitors = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      visitors.add(client.sendAsync(request("GET", "/page/a"), BodyHandlers.ofString()));
    }
    await().until(() -> caches.entries(PageCache.NAME).statistics().misses() > 20);
    release.countDown();
    for (CompletableFuture<HttpResponse<String>> visitor : visitors) {
      assertThat(visitor.get().body()).isEqualTo("text");
    }
    assertThat(shop.made("/page/a")).isEqualTo(2);
  }

  @Test
  void noCache_makesThePageAnew_withoutAQuestion() throws Exception { // RFC 9111 section 5.2.1.4
    open("cachelet.http.profile", "rfc");
    validatable("/page/a");
    get("/page/a");
    assertThat(status(get("/page/a", "Cache-Control", "no-cache")))
        .isEqualTo("Cachelet; fwd=request; stored");
    assertThat(status(get("/page/a", "Cache-Control", "max-age=0"))).startsWith("Cachelet; hit");
    time.pass(Duration.ofSeconds(1));
    assertThat(status(get("/page/a", "Cache-Control", "max-age=0")))
        .isEqualTo("Cachelet; fwd=request; fwd-status=304; stored");
    assertThat(asked).containsExactly(null, null, "\"v1\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"exception", "status", "sendError"})
  void keptPage_isNotServed_whenTheApplicationFails(String how) throws Exception {
    open();
    validatable("/page/a");
    get("/page/a");
    time.pass(Duration.ofSeconds(10));
    fail("/page/a", how);
    assertThat(get("/page/a").statusCode()).isGreaterThanOrEqualTo(500); // RFC 9111 section 4.2.4
  }

  @Test
  void softlyInvalidatedPage_isNotServed_whenTheApplicationFails() throws Exception {
    open("cachelet.page.site.tags", "site");
    validatable("/page/a");
    get("/page/a");
    caches.invalidateTags(Invalidation.Depth.SOFT, List.of("site"));
    time.pass(Duration.ofSeconds(1));
    fail("/page/a", "status");
    assertThat(get("/page/a").statusCode()).isEqualTo(500);
  }

  @ParameterizedTest
  @CsvSource({
    "exception, ''", "status, '; fwd-status=500'", "sendError, '; fwd-status=503'",
    "asyncStatus, '; fwd-status=500'", "asyncException, ''", "asyncTimeout, ''"
  })
  void stalePage_isServed_whenTheApplicationFails(String how, String forwardStatus)
      throws Exception { // RFC 5861 section 4
    open();
    validatable("/stale/a");
    get("/stale/a");
    time.pass(Duration.ofMinutes(30));
    fail("/stale/a", how);
    HttpResponse<String> response = get("/stale/a");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEqualTo("text");
    assertThat(field(response, "Age")).isEqualTo("1800");
    assertThat(status(response))
        .startsWith("Cachelet; fwd=stale; detail=")
        .endsWith(forwardStatus + "; ttl=-1790");
    page("/stale/a", "new");
    assertThat(get("/stale/a").body()).as("nobody is kept waiting").isEqualTo("new");
  }

  @Test
  void stalePage_hasNoFieldsOfTheFailure() throws Exception {
    open();
    validatable("/stale/a");
    get("/stale/a");
    time.pass(Duration.ofMinutes(30));
    shop.page(
        "/stale/a",
        (request, response) -> {
          response.setHeader("Content-Encoding", "gzip");
          response.setHeader("Retry-After", "5");
          response.addHeader("Vary", "X-Failure");
          response.setContentType("application/problem+json");
          throw new ServletException("the database is down");
        });
    HttpResponse<String> response = get("/stale/a");
    assertThat(response.body()).isEqualTo("text");
    assertThat(response.headers().map())
        .doesNotContainKeys("content-encoding", "retry-after", "vary");
    assertThat(field(response, "Content-Type")).startsWith("text/plain");
    assertThat(field(response, "Cache-Status")).doesNotContain("/");
  }

  @Test
  void validatedPage_hasNoFieldsOfAnotherBody() throws Exception { // RFC 9111 section 3.2
    open();
    validatable("/page/a");
    get("/page/a");
    time.pass(Duration.ofSeconds(10));
    shop.page(
        "/page/a",
        (request, response) -> {
          response.setHeader("Content-Encoding", "br");
          response.setHeader("X-New", "yes");
          response.setContentType("text/html");
          response.setStatus(304);
        });
    for (String answeredBy : List.of("validation", "hit")) {
      HttpResponse<String> response = get("/page/a");
      assertThat(response.body()).as(answeredBy).isEqualTo("text");
      assertThat(field(response, "Content-Encoding")).isEmpty();
      assertThat(field(response, "Content-Type")).startsWith("text/plain");
      assertThat(field(response, "X-New")).isEqualTo("yes");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"must-revalidate", "proxy-revalidate", "s-maxage=10"})
  void stalePage_isNotServedOnErrors_whenThatIsForbidden(String directive) throws Exception {
    open(); // RFC 9111 section 4.2.4
    page("/stale/a", "text", "ETag", "\"v1\"", "Cache-Control", "max-age=10, " + directive);
    get("/stale/a");
    time.pass(Duration.ofSeconds(15));
    for (String how : List.of("exception", "status", "asyncTimeout")) {
      fail("/stale/a", how);
      assertThat(get("/stale/a").statusCode()).as(how).isGreaterThanOrEqualTo(500);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void timeout_isTheApplications_whenItAnswersItself(boolean dispatches) throws Exception {
    open();
    page("/answer", "I was too slow");
    validatable("/stale/a");
    get("/stale/a");
    time.pass(Duration.ofMinutes(30));
    shop.page(
        "/stale/a",
        (request, response) -> {
          AsyncContext async = request.startAsync();
          async.setTimeout(1_000);
          async.addListener(new Answer(dispatches));
        });
    assertThat(get("/stale/a").body()).isEqualTo("I was too slow");
    assertThat(caches.entries(PageCache.NAME).statistics().rescues()).isZero();
  }

  /** Puts a page under a path that answers 304 to its own ETag. */
  private void validatable(String path) {
    shop.page(
        path,
        (request, response) -> {
          asked.add(request.getHeader("If-None-Match"));
          response.setHeader("ETag", "\"v1\"");
          if ("\"v1\"".equals(request.getHeader("If-None-Match"))) {
            response.setStatus(304);
          } else {
            response.setContentType("text/plain");
            response.getWriter().print("text");
          }
        });
  }

  private void fail(String path, String how) {
    shop.page(
        path,
        (request, response) -> {
          switch (how) {
            case "exception" -> throw new ServletException("the database is down");
            case "status" -> response.setStatus(500);
            case "sendError" -> response.sendError(503, "down");
            default -> failLater(how, request);
          }
        });
  }

  private static void failLater(String how, HttpServletRequest request) throws ServletException {
    AsyncContext async = request.startAsync();
    switch (how) {
      case "asyncStatus" -> {
        ((HttpServletResponse) async.getResponse()).setStatus(500);
        async.start(async::complete);
      }
      case "asyncException" -> throw new ServletException("the database is down");
      default -> async.setTimeout(1_000); // with a shorter one, Jetty may miss it under load
    }
  }

  /** An application's own answer to a timeout. */
  private static final class Answer implements AsyncListener {
    private final boolean dispatches;

    Answer(boolean dispatches) {
      this.dispatches = dispatches;
    }

    @Override
    public void onComplete(AsyncEvent event) {}

    @Override
    public void onTimeout(AsyncEvent event) throws IOException {
      if (dispatches) {
        event.getAsyncContext().dispatch("/answer");
      } else {
        event.getAsyncContext().getResponse().getWriter().print("I was too slow");
        event.getAsyncContext().complete();
      }
    }

    @Override
    public void onError(AsyncEvent event) {}

    @Override
    public void onStartAsync(AsyncEvent event) {}
  }
}
