// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.cachelet.cache.CacheStatistics;
import org.cachelet.cache.Caches;
import org.cachelet.cache.Dependencies;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The page cache as its visitors meet it, over HTTP. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
abstract class PageCacheContract {
  private static final String LONG_TEXT = "All work and no play makes a dull page. ".repeat(100);

  private final PassingTime time = new PassingTime();
  private final Shop shop = new Shop();
  private final Caches caches =
      Caches.builder()
          .time(time)
          .options(
              name -> org.cachelet.cache.CacheOptions.DEFAULT.withJitter(0).withEarlyRenewal(0))
          .build();
  private final HttpClient client = HttpClient.newHttpClient();
  private WebServer server;

  abstract WebServer start(WebServer.Application application) throws Exception;

  /** A servlet that asks for caching itself. */
  @CachePage(ttl = "10m", tags = "annotated")
  static final class AnnotatedServlet extends HttpServlet {
    private static final long serialVersionUID = 1;
    private int made;

    @Override
    protected synchronized void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      response.getWriter().print("made " + ++made);
    }
  }

  /** A servlet that a rule names. */
  static final class NamedServlet extends HttpServlet {
    private static final long serialVersionUID = 1;
    private int made;

    @Override
    protected synchronized void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      response.getWriter().print("made " + ++made);
    }
  }

  @BeforeEach
  void open() throws Exception {
    Map<String, String> parameters = new HashMap<>();
    parameters.put("cachelet.cache-status", "on");
    parameters.put("cachelet.hosts", "127.0.0.1,localhost");
    parameters.put("cachelet.ignore-params", "utm_*");
    parameters.put("cachelet.ignore-cookies", "_ga*");
    parameters.put("cachelet.page.site.path", "/page/**");
    parameters.put("cachelet.page.site.except", "/page/private/**");
    parameters.put("cachelet.page.site.ttl", "10m");
    parameters.put("cachelet.page.site.tags", "site");
    parameters.put("cachelet.page.site.vary-by", "session:currency,role:editor");
    parameters.put("cachelet.page.site.max-body", "100kb");
    parameters.put("cachelet.page.stale.path", "/stale/**");
    parameters.put("cachelet.page.stale.ttl", "10s");
    parameters.put("cachelet.page.stale.stale-while-revalidate", "1m");
    parameters.put("cachelet.page.stale.stale-if-error", "1h");
    parameters.put("cachelet.page.asked.path", "/asked");
    parameters.put("cachelet.page.named.servlet", "NamedServlet");
    parameters.put("cachelet.page.named.ttl", "10m");
    server =
        start(
            new WebServer.Application(
                parameters,
                caches,
                List.of(
                    new WebServer.Mapped("/", shop),
                    new WebServer.Mapped("/annotated", new AnnotatedServlet()),
                    new WebServer.Mapped("/named", new NamedServlet()))));
  }

  @AfterEach
  void close() throws Exception {
    server.stop();
  }

  @Test
  void hit_isTheSamePage_withEveryField() throws Exception {
    shop.page(
        "/page/a",
        (request, response) -> {
          response.setContentType("text/plain;charset=UTF-8");
          response.setHeader("X-Single", "one");
          response.addHeader("X-Several", "first");
          response.addHeader("X-Several", "second");
          response.setHeader("Cache-Control", "max-age=60");
          response.setHeader("Last-Modified", "Sat, 21 Nov 2026 09:00:00 GMT");
          response.getWriter().print("Grüße");
        });
    HttpResponse<String> miss = get("/page/a");
    time.pass(Duration.ofSeconds(7));
    HttpResponse<String> hit = get("/page/a");
    assertThat(shop.made("/page/a")).isEqualTo(1);
    assertThat(hit.statusCode()).isEqualTo(200);
    assertThat(hit.body()).isEqualTo("Grüße").isEqualTo(miss.body());
    Map<String, List<String>> expected = new HashMap<>(miss.headers().map());
    expected.put("age", List.of("7"));
    expected.put("cache-status", List.of("Cachelet; hit; ttl=53"));
    assertThat(hit.headers().map()).isEqualTo(expected);
    assertThat(miss.headers().map())
        .containsEntry("content-length", List.of("7"))
        .containsEntry("x-several", List.of("first", "second"))
        .containsEntry("date", List.of("Sat, 21 Nov 2026 10:00:00 GMT"))
        .containsEntry("cache-status", List.of("Cachelet; fwd=uri-miss; stored"))
        .containsKey("etag")
        .doesNotContainKey("age");
  }

  @Test
  void page_isMadeAnew_whenItsTimeIsOver() throws Exception {
    text("/page/a", "text");
    get("/page/a");
    time.pass(Duration.ofMinutes(10));
    assertThat(get("/page/a").headers().firstValue("Age")).isEmpty();
    assertThat(shop.made("/page/a")).isEqualTo(2);
  }

  @Test
  void page_isMadeEachTime_whenNoRuleMatches() throws Exception {
    text("/other", "text");
    get("/other");
    HttpResponse<String> second = get("/other");
    assertThat(shop.made("/other")).isEqualTo(2);
    assertThat(second.headers().map())
        .doesNotContainKeys("age", "etag")
        .containsEntry(
            "cache-status", List.of("Cachelet; fwd=bypass; detail=\"no rule is for this page\""));
  }

  @Test
  void page_isMadeEachTime_whenTheRuleExceptsIt() throws Exception {
    text("/page/private/a", "text");
    get("/page/private/a");
    get("/page/private/a");
    assertThat(shop.made("/page/private/a")).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({"/annotated", "/named"})
  void page_isCached_whenItsServletIsAnnotatedOrNamed(String path) throws Exception {
    assertThat(get(path).body()).isEqualTo("made 1");
    assertThat(get(path).body()).isEqualTo("made 1");
    time.pass(Duration.ofMinutes(10));
    assertThat(get(path).body()).isEqualTo("made 2");
  }

  @ParameterizedTest
  @CsvSource(
      value = {"s-maxage=30 | 1", "max-age=30 | 1", "no-cache | 2", "| 2"},
      delimiter = '|')
  void page_isCachedByItsOwnFieldsAlone_whenTheRuleHasNoTtl(String cacheControl, int made)
      throws Exception {
    shop.page(
        "/asked",
        (request, response) -> {
          if (cacheControl != null) {
            response.setHeader("Cache-Control", cacheControl);
          }
          response.getWriter().print("text");
        });
    get("/asked");
    get("/asked");
    assertThat(shop.made("/asked")).isEqualTo(made);
  }

  @Test
  void addresses_haveTheirOwnPages() throws Exception {
    shop.page(
        "/page/a",
        (request, response) -> response.getWriter().print("q=" + request.getQueryString()));
    assertThat(get("/page/a").body()).isEqualTo("q=null");
    assertThat(get("/page/a?x=1").body()).isEqualTo("q=x=1");
    assertThat(get("/page/a?x=2").body()).isEqualTo("q=x=2");
    assertThat(get("/page/a?x=1&y=2").body()).isEqualTo("q=x=1&y=2");
    assertThat(get("/page/a?y=2&x=1").body()).isEqualTo("q=x=1&y=2");
    assertThat(shop.made("/page/a")).isEqualTo(4);
  }

  @Test
  void ignoredParameter_isNotInTheKey_andNotSeenByTheApplication() throws Exception {
    shop.page(
        "/page/a",
        (request, response) ->
            response
                .getWriter()
                .print(request.getParameter("utm_source") + request.getParameterMap().keySet()));
    assertThat(get("/page/a?utm_source=evil&x=1").body()).isEqualTo("null[x]");
    assertThat(get("/page/a?x=1&utm_source=other").body()).isEqualTo("null[x]");
    assertThat(shop.made("/page/a")).isEqualTo(1);
  }

  @Test
  void head_isAnsweredFromAStoredGet() throws Exception {
    text("/page/a", "text");
    HttpResponse<String> page = get("/page/a");
    HttpResponse<String> head = send(request("/page/a").method("HEAD", none()));
    assertThat(head.body()).isEmpty();
    assertThat(head.headers().firstValue("Content-Length")).contains("4");
    assertThat(head.headers().firstValue("ETag")).isEqualTo(page.headers().firstValue("ETag"));
    assertThat(shop.made("/page/a")).isEqualTo(1);
  }

  @Test
  void head_storesTheWholePage_whenItComesFirst() throws Exception {
    text("/page/a", "text");
    assertThat(send(request("/page/a").method("HEAD", none())).body()).isEmpty();
    assertThat(get("/page/a").body()).isEqualTo("text");
    assertThat(shop.made("/page/a")).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      value = {
        "If-None-Match | \"v1\" | 304",
        "If-None-Match | W/\"v1\" | 304",
        "If-None-Match | \"v0\", \"v1\" | 304",
        "If-None-Match | * | 304",
        "If-None-Match | \"v2\" | 200",
        "If-Modified-Since | Sat, 21 Nov 2026 09:00:00 GMT | 304",
        "If-Modified-Since | Sat, 21 Nov 2026 08:59:59 GMT | 200",
        "If-Modified-Since | yesterday | 200",
      },
      delimiter = '|')
  void conditionalRequest_isAnsweredByTheCache(String field, String value, int status)
      throws Exception {
    shop.page(
        "/page/a",
        (request, response) -> {
          response.setHeader("ETag", "\"v1\"");
          response.setHeader("Last-Modified", "Sat, 21 Nov 2026 09:00:00 GMT");
          response.setHeader("Cache-Control", "max-age=60");
          response.getWriter().print("text " + request.getHeader(field));
        });
    for (String answeredBy : List.of("miss", "hit")) {
      HttpResponse<String> response = send(request("/page/a").header(field, value));
      assertThat(response.statusCode()).as(answeredBy).isEqualTo(status);
      assertThat(response.body()).isEqualTo(status == 304 ? "" : "text null");
      assertThat(response.headers().firstValue("ETag")).contains("\"v1\"");
      assertThat(response.headers().firstValue("Cache-Control")).contains("max-age=60");
    }
    assertThat(shop.made("/page/a")).isEqualTo(1);
  }

  @Test
  void gzip_isMadeOnce_andServedToThoseWhoAcceptIt() throws Exception {
    text("/page/a", LONG_TEXT);
    HttpResponse<String> plain = get("/page/a");
    HttpResponse<byte[]> packed =
        client.send(
            request("/page/a").header("Accept-Encoding", "gzip").build(),
            BodyHandlers.ofByteArray());
    assertThat(shop.made("/page/a")).isEqualTo(1);
    assertThat(plain.body()).isEqualTo(LONG_TEXT);
    assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
    assertThat(plain.headers().allValues("Vary")).containsExactly("Accept-Encoding");
    assertThat(packed.headers().firstValue("Content-Encoding")).contains("gzip");
    assertThat(packed.headers().allValues("Vary")).containsExactly("Accept-Encoding");
    assertThat(packed.headers().firstValueAsLong("Content-Length")).hasValue(packed.body().length);
    assertThat(new String(unpacked(packed.body()), UTF_8)).isEqualTo(LONG_TEXT);
    String tag = plain.headers().firstValue("ETag").orElseThrow();
    assertThat(packed.headers().firstValue("ETag"))
        .contains(tag.substring(0, tag.length() - 1) + "-gzip\"");
  }

  @Test
  void variants_comeFromWhatTheApplicationReads() throws Exception {
    shop.page(
        "/page/a",
        (request, response) -> response.getWriter().print("for " + request.getHeader("X-Brand")));
    assertThat(get("/page/a").body()).isEqualTo("for null");
    assertThat(get("/page/a", "X-Brand", "a").body()).isEqualTo("for a");
    assertThat(get("/page/a", "X-Brand", "b").body()).isEqualTo("for b");
    assertThat(get("/page/a", "X-Brand", "a").body()).isEqualTo("for a");
    assertThat(get("/page/a").body()).isEqualTo("for null");
    assertThat(get("/page/a", "X-Unread", "a").body()).isEqualTo("for null");
    assertThat(shop.made("/page/a")).isEqualTo(3);
  }

  @Test
  void variants_followVary_alsoWhenTheFieldWasNotReadHere() throws Exception {
    shop.page(
        "/page/a",
        (request, response) -> {
          response.setHeader("Vary", "X-Brand");
          response.getWriter().print("text");
        });
    get("/page/a", "X-Brand", "a");
    get("/page/a", "X-Brand", "b");
    get("/page/a", "X-Brand", "a");
    assertThat(shop.made("/page/a")).isEqualTo(2);
  }

  @Test
  void variants_growWithWhatTheApplicationReads() throws Exception {
    shop.page(
        "/page/a",
        (request, response) ->
            response
                .getWriter()
                .print(
                    request.getHeader("X-One") == null
                        ? "plain"
                        : "one, two is " + request.getHeader("X-Two")));
    assertThat(get("/page/a").body()).isEqualTo("plain");
    assertThat(get("/page/a", "X-One", "1").body()).isEqualTo("one, two is null");
    assertThat(get("/page/a", "X-One", "1", "X-Two", "2").body()).isEqualTo("one, two is 2");
    assertThat(get("/page/a", "X-One", "1").body()).isEqualTo("one, two is null");
    assertThat(get("/page/a").body()).isEqualTo("plain");
  }

  @Test
  void cookie_makesVariants_whenItIsRead_andIgnoredOnesDoNot() throws Exception {
    shop.page(
        "/page/a", (request, response) -> response.getWriter().print(cookie(request, "lang")));
    assertThat(get("/page/a", "Cookie", "lang=de; _ga_1=x").body()).isEqualTo("de");
    assertThat(get("/page/a", "Cookie", "lang=fr; _ga_1=x").body()).isEqualTo("fr");
    assertThat(get("/page/a", "Cookie", "lang=de; _ga_1=y").body()).isEqualTo("de");
    assertThat(shop.made("/page/a")).isEqualTo(2);
  }

  @Test
  void locale_makesVariants() throws Exception {
    shop.page("/page/a", (request, response) -> response.getWriter().print(request.getLocale()));
    assertThat(get("/page/a", "Accept-Language", "de").body()).isEqualTo("de");
    assertThat(get("/page/a", "Accept-Language", "fr").body()).isEqualTo("fr");
    assertThat(get("/page/a", "Accept-Language", "de;q=0.9").body()).isEqualTo("de");
    assertThat(shop.made("/page/a")).isEqualTo(2);
  }

  @Test
  void page_isNotShared_whenItShowsWhatIsInTheSession() throws Exception {
    text("/login", "in");
    shop.page("/login", (request, response) -> request.getSession().setAttribute("user", "alice"));
    shop.page(
        "/page/a",
        (request, response) ->
            response.getWriter().print("for " + request.getSession().getAttribute("user")));
    String session = sessionCookie(get("/login"));
    assertThat(get("/page/a", "Cookie", session).body()).isEqualTo("for alice");
    HttpResponse<String> anonymous = get("/page/a");
    assertThat(anonymous.body()).isEqualTo("for null");
    assertThat(anonymous.headers().firstValue("Set-Cookie")).isEmpty();
    assertThat(get("/page/a").headers().firstValue("Age")).contains("0");
    HttpResponse<String> again = get("/page/a", "Cookie", session);
    assertThat(again.body()).isEqualTo("for alice");
    assertThat(again.headers().firstValue("Cache-Status").orElseThrow())
        .isEqualTo(
            "Cachelet; fwd=bypass; detail=\"pages here depend on session:user, which this visitor"
                + " alone has\"");
  }

  @Test
  void visitorGoesPast_asSoonAsItIsKnownThatPagesAreHisOwn() throws Exception {
    text("/login", "in");
    shop.page("/login", (request, response) -> request.getSession().setAttribute("user", "alice"));
    shop.page(
        "/page/a",
        (request, response) ->
            response.getWriter().print("for " + request.getSession().getAttribute("user")));
    String session = sessionCookie(get("/login"));

    assertThat(status(get("/page/a", "Cookie", session)))
        .startsWith("Cachelet; fwd=uri-miss; detail=\"session:user was read");
    assertThat(status(get("/page/a", "Cookie", session)))
        .startsWith("Cachelet; fwd=bypass; detail=\"pages here depend on session:user");
    assertThat(status(get("/page/a"))).isEqualTo("Cachelet; fwd=vary-miss; stored");
    assertThat(get("/page/a").body()).isEqualTo("for null");
    assertThat(shop.made("/page/a")).isEqualTo(3);
  }

  @Test
  void page_isKeptApart_whenTheRuleVariesByWhatIsInTheSession() throws Exception {
    shop.page(
        "/choose",
        (request, response) ->
            request.getSession().setAttribute("currency", request.getParameter("c")));
    shop.page(
        "/page/a",
        (request, response) ->
            response.getWriter().print("in " + request.getSession().getAttribute("currency")));
    String euro = sessionCookie(get("/choose?c=EUR"));
    String alsoEuro = sessionCookie(get("/choose?c=EUR"));
    String dollar = sessionCookie(get("/choose?c=USD"));
    assertThat(get("/page/a", "Cookie", euro).body()).isEqualTo("in EUR");
    assertThat(get("/page/a", "Cookie", alsoEuro).body()).isEqualTo("in EUR");
    assertThat(get("/page/a", "Cookie", dollar).body()).isEqualTo("in USD");
    assertThat(get("/page/a").body()).isEqualTo("in null");
    assertThat(shop.made("/page/a")).isEqualTo(3);
  }

  @Test
  void session_isNeitherMadeNorAnnounced_whenNothingIsPutIntoIt() throws Exception {
    shop.page(
        "/page/a",
        (request, response) -> {
          request.getSession();
          response.getWriter().print("text");
        });
    assertThat(get("/page/a").headers().firstValue("Set-Cookie")).isEmpty();
    get("/page/a");
    assertThat(shop.made("/page/a")).isEqualTo(1);
  }

  @Test
  void page_isSentAndNotStored_whenItBeginsASession() throws Exception {
    shop.page(
        "/page/a",
        (request, response) -> {
          request.getSession().setAttribute("visits", 1);
          response.getWriter().print("text");
        });
    assertThat(get("/page/a").headers().firstValue("Set-Cookie")).isPresent();
    assertThat(get("/page/a").headers().firstValue("Set-Cookie")).isPresent();
    assertThat(shop.made("/page/a")).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource(
      value = {
        "Set-Cookie | a=b",
        "Cache-Control | private",
        "Cache-Control | no-store, max-age=60",
        "Cache-Control | no-cache",
        "Vary | *",
      },
      delimiter = '|')
  void page_isSentAsItIs_whenItsFieldsForbidStoring(String name, String value) throws Exception {
    shop.page(
        "/page/a",
        (request, response) -> {
          response.setHeader(name, value);
          response.getWriter().print("text");
        });
    get("/page/a");
    HttpResponse<String> second = get("/page/a");
    assertThat(shop.made("/page/a")).isEqualTo(2);
    assertThat(second.headers().firstValue(name)).contains(value);
    assertThat(second.headers().firstValue("Cache-Status").orElseThrow())
        .startsWith("Cachelet; fwd=uri-miss; detail=\"");
  }

  @ParameterizedTest
  @ValueSource(ints = {201, 204, 302, 404, 500, 503})
  void page_isNotStored_whenItsStatusIsNot200(int status) throws Exception {
    shop.page("/page/a", (request, response) -> response.setStatus(status));
    assertThat(get("/page/a").statusCode()).isEqualTo(status);
    assertThat(get("/page/a").statusCode()).isEqualTo(status);
    assertThat(shop.made("/page/a")).isEqualTo(2);
  }

  @Test
  void failure_reachesTheVisitor_andNothingIsStored() throws Exception {
    shop.page(
        "/page/a",
        (request, response) -> {
          response.getWriter().print("half a page");
          throw new ServletException("the template fails");
        });
    HttpResponse<String> response = get("/page/a");
    assertThat(response.statusCode()).isEqualTo(500);
    assertThat(response.body()).doesNotContain("half a page");
    text("/page/a", "whole page");
    assertThat(get("/page/a").body()).isEqualTo("whole page");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Authorization", "If-Match", "If-Unmodified-Since"})
  void request_goesPastTheCache_whenItIsNotForIt(String field) throws Exception {
    text("/page/a", "text");
    get("/page/a");
    HttpResponse<String> response = get("/page/a", field, "x");
    assertThat(response.headers().firstValue("Cache-Status").orElseThrow())
        .startsWith("Cachelet; fwd=bypass; detail=");
    assertThat(shop.made("/page/a")).isEqualTo(2);
  }

  @Test
  void request_goesPastTheCache_whenItsHostIsNotListed() throws Exception {
    text("/page/a", "text");
    get("/page/a");
    assertThat(raw("GET /page/a HTTP/1.1", "Host: evil.example")).contains("fwd=bypass");
    assertThat(shop.made("/page/a")).isEqualTo(2);
  }

  @Test
  void request_goesPastTheCache_whenItsPathCouldMeanAnother() throws Exception {
    text("/page/a", "text");
    assertThat(raw("GET /page/a;x=1 HTTP/1.1", "Host: localhost")).contains("fwd=bypass");
    assertThat(raw("GET /page/a;x=1 HTTP/1.1", "Host: localhost")).contains("fwd=bypass");
    assertThat(shop.made("/page/a")).isEqualTo(2);
  }

  @Test
  void post_isForwarded_andInvalidatesItsAddress_whenItSucceeds() throws Exception {
    text("/page/a", "text");
    get("/page/a");
    get("/page/a?x=1");
    HttpResponse<String> post = send(request("/page/a").POST(none()));
    assertThat(post.headers().firstValue("Cache-Status").orElseThrow())
        .isEqualTo("Cachelet; fwd=method; detail=\"the method is POST\"");
    get("/page/a");
    get("/page/a?x=1");
    assertThat(shop.made("/page/a")).isEqualTo(5);
  }

  @Test
  void post_invalidatesNothing_whenItFails() throws Exception {
    shop.page(
        "/page/a",
        (request, response) -> {
          if (request.getMethod().equals("POST")) {
            response.sendError(422);
          } else {
            response.getWriter().print("text");
          }
        });
    get("/page/a");
    send(request("/page/a").POST(none()));
    get("/page/a");
    assertThat(shop.made("/page/a")).isEqualTo(2);
  }

  @Test
  void tag_reachesThePage_fromRuleAndFromCode() throws Exception {
    shop.page(
        "/page/a",
        (request, response) -> {
          Dependencies.current().tag("product:17");
          response.getWriter().print("text");
        });
    get("/page/a");
    caches.invalidateTags("product:17");
    get("/page/a");
    caches.invalidateTags("site");
    get("/page/a");
    caches.invalidateTags("product:18");
    get("/page/a");
    assertThat(shop.made("/page/a")).isEqualTo(3);
  }

  @Test
  void page_isNotStored_whenItsTagIsInvalidatedWhileItIsMade() throws Exception {
    shop.page(
        "/page/a",
        (request, response) -> {
          Dependencies.current().tag("product:17");
          if (shop.made("/page/a") == 1) {
            caches.invalidateTags("product:17");
          }
          response.getWriter().print("made " + shop.made("/page/a"));
        });
    assertThat(get("/page/a").body()).isEqualTo("made 1");
    assertThat(get("/page/a").body()).isEqualTo("made 2");
    assertThat(get("/page/a").body()).isEqualTo("made 2");
  }

  @Test
  void coldPage_isMadeOnce_whenManyAskForItTogether() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    shop.page(
        "/page/a",
        (request, response) -> {
          release.await();
          response.getWriter().print("made " + shop.made("/page/a"));
        });
    List<CompletableFuture<HttpResponse<String>>> visitors = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      visitors.add(client.sendAsync(request("/page/a").build(), BodyHandlers.ofString()));
    }
    await().until(() -> statistics().misses() > 50); // so many wait in the cache
    release.countDown();
    for (CompletableFuture<HttpResponse<String>> visitor : visitors) {
      assertThat(visitor.get().body()).isEqualTo("made 1");
    }
    assertThat(statistics().collapsed()).isGreaterThanOrEqualTo(50);
  }

  @Test
  void visitors_doNotWaitForEachOther_whenThePageIsNotShared() throws Exception {
    shop.page(
        "/page/a",
        (request, response) -> {
          response.setHeader("Cache-Control", "private");
          response.getWriter().print("text");
        });
    get("/page/a");
    CountDownLatch both = new CountDownLatch(2);
    shop.page(
        "/page/a",
        (request, response) -> {
          both.countDown();
          both.await(); // passes only if both are made at the same time
          response.setHeader("Cache-Control", "private");
          response.getWriter().print("text");
        });
    CompletableFuture<HttpResponse<String>> other =
        client.sendAsync(request("/page/a").build(), BodyHandlers.ofString());
    assertThat(get("/page/a").statusCode()).isEqualTo(200);
    assertThat(other.get().statusCode()).isEqualTo(200);
  }

  @Test
  void stalePage_isServedAtOnce_whileItIsMadeAnew() throws Exception {
    text("/stale/a", "old");
    get("/stale/a");
    time.pass(Duration.ofSeconds(11));
    CountDownLatch release = new CountDownLatch(1);
    shop.page(
        "/stale/a",
        (request, response) -> {
          release.await();
          response.getWriter().print("new");
        });
    for (int i = 0; i < 3; i++) {
      HttpResponse<String> stale = get("/stale/a");
      assertThat(stale.body()).isEqualTo("old");
      assertThat(stale.headers().firstValue("Age")).contains("11");
      assertThat(stale.headers().firstValue("Cache-Status")).contains("Cachelet; hit; ttl=-1");
    }
    release.countDown();
    await().until(() -> get("/stale/a").body().equals("new"));
    assertThat(shop.made("/stale/a")).isEqualTo(2);
  }

  @Test
  void stalePage_isMadeAnew_whenItForwards() throws Exception {
    shop.page(
        "/stale/a",
        (request, response) -> request.getRequestDispatcher("/view").forward(request, response));
    text("/view", "old");
    get("/stale/a");
    time.pass(Duration.ofSeconds(11));
    text("/view", "new");
    await().until(() -> get("/stale/a").body().equals("new"));
  }

  @Test
  void session_canBeUsedLate_whenThePageStreams() throws Exception {
    shop.page(
        "/page/a",
        (request, response) -> {
          HttpSession session = request.getSession();
          response.getWriter().print("x".repeat(200_000));
          session.setAttribute("late", true);
        });
    HttpResponse<String> response = get("/page/a");
    assertThat(response.body()).hasSize(200_000);
    assertThat(response.headers().firstValue("Set-Cookie")).isPresent();
  }

  @Test
  void stalePage_staysServed_whenItsRenewalFails() throws Exception {
    text("/stale/a", "old");
    get("/stale/a");
    time.pass(Duration.ofSeconds(11));
    shop.page(
        "/stale/a",
        (request, response) -> {
          throw new ServletException("the database is down");
        });
    assertThat(get("/stale/a").body()).isEqualTo("old");
    await().until(() -> statistics().failures() > 0);
    assertThat(get("/stale/a").body()).isEqualTo("old");
  }

  @ParameterizedTest
  @ValueSource(strings = {"exception", "status", "sendError"})
  void stalePage_isServed_whenTheApplicationFails(String how) throws Exception {
    text("/stale/a", "old");
    get("/stale/a");
    time.pass(Duration.ofMinutes(30));
    shop.page(
        "/stale/a",
        (request, response) -> {
          switch (how) {
            case "exception" -> throw new ServletException("the database is down");
            case "status" -> response.setStatus(500);
            default -> response.sendError(503, "down");
          }
        });
    HttpResponse<String> response = get("/stale/a");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEqualTo("old");
    assertThat(response.headers().firstValue("Age")).contains("1800");
    assertThat(response.headers().firstValue("Cache-Status").orElseThrow())
        .startsWith("Cachelet; fwd=stale; detail=");
    time.pass(Duration.ofHours(1));
    assertThat(get("/stale/a").statusCode()).isGreaterThanOrEqualTo(500);
  }

  @Test
  void largePage_streams_andIsNotStored() throws Exception {
    text("/page/a", "x".repeat(100 * 1024 + 1));
    assertThat(get("/page/a").body()).hasSize(100 * 1024 + 1);
    assertThat(get("/page/a").body()).hasSize(100 * 1024 + 1);
    assertThat(shop.made("/page/a")).isEqualTo(2);
  }

  @Test
  void flushedPage_streams_andIsStored() throws Exception {
    CountDownLatch firstRead = new CountDownLatch(1);
    shop.page(
        "/page/a",
        (request, response) -> {
          response.getWriter().print("first ");
          response.flushBuffer();
          firstRead.await();
          response.getWriter().print("second");
        });
    HttpResponse<InputStream> response =
        client.send(request("/page/a").build(), BodyHandlers.ofInputStream());
    try (InputStream body = response.body()) {
      assertThat(new String(body.readNBytes(6), UTF_8)).isEqualTo("first ");
      firstRead.countDown();
      assertThat(new String(body.readAllBytes(), UTF_8)).isEqualTo("second");
    }
    await().until(() -> statistics().puts() > 0);
    assertThat(get("/page/a").body()).isEqualTo("first second");
    assertThat(shop.made("/page/a")).isEqualTo(1);
  }

  @Test
  void asynchronousPage_isStored_whenItCompletes() throws Exception {
    shop.page(
        "/page/a",
        (request, response) -> {
          AsyncContext async = request.startAsync();
          async.start(
              () -> {
                Dependencies.current().tag("late");
                print(async, "text");
                async.complete();
              });
        });
    assertThat(get("/page/a").body()).isEqualTo("text");
    assertThat(get("/page/a").headers().firstValue("Age")).contains("0");
    caches.invalidateTags("late");
    assertThat(get("/page/a").body()).isEqualTo("text");
    assertThat(shop.made("/page/a")).isEqualTo(2);
  }

  @Test
  void asynchronousPage_isStored_whenItIsDispatched() throws Exception {
    shop.page(
        "/page/a",
        (request, response) -> {
          if (request.getAttribute("again") == null) {
            request.setAttribute("again", true);
            AsyncContext async = request.startAsync();
            async.start(async::dispatch);
          } else {
            response.getWriter().print("text");
          }
        });
    assertThat(get("/page/a").body()).isEqualTo("text");
    HttpResponse<String> second = get("/page/a");
    assertThat(second.body()).isEqualTo("text");
    assertThat(second.headers().firstValue("Age")).contains("0");
  }

  @Test
  void asynchronousPage_isNotStored_andLetsOthersGoOn_whenItTimesOut() throws Exception {
    shop.page(
        "/page/a",
        (request, response) -> {
          AsyncContext async = request.startAsync();
          async.setTimeout(1_000); // with a shorter one, Jetty may miss it under load
        });
    assertThat(get("/page/a").statusCode()).isEqualTo(500);
    text("/page/a", "text");
    assertThat(get("/page/a").body()).isEqualTo("text");
  }

  @Test
  void forwardsAndIncludes_arePartsOfThePage() throws Exception {
    shop.page(
        "/page/a",
        (request, response) -> request.getRequestDispatcher("/view").forward(request, response));
    shop.page(
        "/view",
        (request, response) -> {
          response.getWriter().print("[");
          request.getRequestDispatcher("/part").include(request, response);
          response.getWriter().print("]");
        });
    shop.page(
        "/part",
        (request, response) ->
            response.getWriter().print("X-Brand " + request.getHeader("X-Brand")));
    assertThat(get("/page/a", "X-Brand", "a").body()).isEqualTo("[X-Brand a]");
    assertThat(get("/page/a", "X-Brand", "a").body()).isEqualTo("[X-Brand a]");
    assertThat(get("/page/a", "X-Brand", "b").body()).isEqualTo("[X-Brand b]");
    assertThat(shop.made("/part")).isEqualTo(2);
  }

  private CacheStatistics statistics() {
    return caches.entries(PageCache.NAME).statistics();
  }

  private void text(String path, String text) {
    shop.page(
        path,
        (request, response) -> {
          response.setContentType("text/plain");
          response.getWriter().print(text);
        });
  }

  private HttpResponse<String> get(String path, String... fields)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = request(path);
    return send(fields.length == 0 ? request : request.headers(fields));
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
  }

  /** Sends lines that no client would, and returns all that comes back. */
  private String raw(String... lines) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      String request = String.join("\r\n", lines) + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(UTF_8));
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }

  private static HttpRequest.BodyPublisher none() {
    return HttpRequest.BodyPublishers.noBody();
  }

  private static String status(HttpResponse<String> response) {
    return response.headers().firstValue("Cache-Status").orElseThrow();
  }

  private static String sessionCookie(HttpResponse<String> response) {
    return response.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
  }

  private static String cookie(HttpServletRequest request, String name) {
    for (Cookie cookie : request.getCookies()) {
      if (cookie.getName().equals(name)) {
        return cookie.getValue();
      }
    }
    return "none";
  }

  private static void print(AsyncContext async, String text) {
    try {
      async.getResponse().getWriter().print(text);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static byte[] unpacked(byte[] packed) throws IOException {
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      return in.readAllBytes();
    }
  }
}
