// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.servlet.http.Cookie;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.cachelet.cache.CacheOptions;
import org.cachelet.cache.Caches;
import org.cachelet.cache.Flight;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is stored under the settings of {@code cachelet.http}, as visitors see it. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
abstract class StoringContract {
  private static final Duration WAIT = Duration.ofSeconds(60);

  private final PassingTime time = new PassingTime();
  private final Shop shop = new Shop();
  private final Caches caches =
      Caches.builder()
          .time(time)
          .options(
              name -> CacheOptions.DEFAULT.withJitter(0).withEarlyRenewal(0).withFlightWait(WAIT))
          .build();
  private final HttpClient client = HttpClient.newHttpClient();
  private final List<WebServer> servers = new ArrayList<>();

  abstract WebServer start(WebServer.Application application) throws Exception;

  @AfterEach
  void close() throws Exception {
    for (WebServer server : servers) {
      server.stop();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 201, 203, 299, 301, 302, 307, 400, 404, 405, 410, 451, 500, 503, 599})
  void status_isStored_whenItsLifetimeIsExplicitInRfc(int status) throws Exception {
    open("profile", "rfc");
    shop.page(
        "/a",
        (request, response) -> {
          response.setStatus(status);
          response.setHeader("Location", "/b");
          response.setHeader("Cache-Control", "max-age=60");
          response.getWriter().print("status " + status);
        });
    for (int request = 0; request < 2; request++) {
      HttpResponse<String> response = get();
      assertThat(response.statusCode()).isEqualTo(status);
      assertThat(response.headers().firstValue("Location")).contains("/b");
      assertThat(response.body()).isEqualTo("status " + status);
    }
    assertThat(shop.made("/a")).isEqualTo(1);
  }

  @ParameterizedTest(name = "{0} with Cache-Control: {1} -> made {2} times")
  @CsvSource(
      delimiter = '|',
      value = {
        "safe | max-age=60, private=\"X-Mine\"  | 2", // RFC 9111 section 5.2.2.7
        "rfc  | max-age=60, private=\"X-Mine\"  | 1",
        "rfc  | max-age=60, no-cache=\"x-mine\" | 1", // 5.2.2.4
      })
  void withheldField_isForTheVisitorAloneWhoHadThePageMade(
      String profile, String cacheControl, int made) throws Exception {
    open("profile", profile);
    AtomicInteger count = new AtomicInteger();
    shop.page(
        "/a",
        (request, response) -> {
          response.setHeader("Cache-Control", cacheControl);
          response.setHeader("X-Mine", "of visitor " + count.incrementAndGet());
          response.setHeader("X-Ours", "of all");
          response.getWriter().print("text");
        });
    assertThat(get().headers().firstValue("X-Mine")).contains("of visitor 1");
    HttpResponse<String> second = get();
    assertThat(second.headers().firstValue("X-Mine"))
        .isEqualTo(made == 1 ? Optional.empty() : Optional.of("of visitor 2"));
    assertThat(second.headers().firstValue("X-Ours")).contains("of all");
    assertThat(second.headers().firstValue("Cache-Control")).contains(cacheControl);
    assertThat(shop.made("/a")).isEqualTo(made);
  }

  @ParameterizedTest(name = "{0} of {1} -> made {2} times, then {3}")
  @CsvSource({
    "refuse, header, 2, a=2",
    "refuse, cookie, 2, a=2",
    "strip, header, 1, ",
    "strip, cookie, 1, ",
    "store, header, 1, a=1",
    "store, cookie, 1, a=1",
  })
  void cookie_isTreatedByPolicy(String policy, String way, int made, String later)
      throws Exception {
    open("set-cookie", policy);
    AtomicInteger count = new AtomicInteger();
    shop.page(
        "/a",
        (request, response) -> {
          String value = Integer.toString(count.incrementAndGet());
          if (way.equals("header")) {
            response.addHeader("Set-Cookie", "a=" + value);
          } else {
            response.addCookie(new Cookie("a", value));
          }
          response.addHeader("Set-Cookie", "b=0");
          response.setHeader("Cache-Control", "max-age=60");
          response.getWriter().print("text");
        });
    assertThat(get().headers().allValues("Set-Cookie")).containsExactly("a=1", "b=0");
    assertThat(get().headers().allValues("Set-Cookie"))
        .isEqualTo(later == null ? List.of() : List.of(later, "b=0"));
    assertThat(shop.made("/a")).isEqualTo(made);
  }

  @Test
  void cookie_isNotStored_whenThePageDoesNotSayForHowLong() throws Exception {
    open("set-cookie", "store");
    shop.page(
        "/a",
        (request, response) -> {
          response.addCookie(new Cookie("a", "1"));
          response.getWriter().print("text");
        });
    get();
    assertThat(get().headers().allValues("Set-Cookie")).containsExactly("a=1");
    assertThat(shop.made("/a")).isEqualTo(2);
  }

  @Test
  void cookieOfASession_isNeverStored() throws Exception {
    open("set-cookie", "store", "profile", "rfc");
    shop.page(
        "/a",
        (request, response) -> {
          request.getSession().setAttribute("user", "one");
          response.setHeader("Cache-Control", "public, max-age=60");
          response.getWriter().print("text");
        });
    String first = get().headers().firstValue("Set-Cookie").orElseThrow();
    HttpResponse<String> second = get();
    assertThat(second.headers().firstValue("Set-Cookie").orElseThrow()).isNotEqualTo(first);
    assertThat(second.headers().allValues("Cache-Status"))
        .containsExactly("Cachelet; fwd=uri-miss; detail=\"the container sets a cookie\"");
    assertThat(shop.made("/a")).isEqualTo(2);
  }

  @Test
  void cookie_isStoredWhole_whenItIsSetAfterTheAnswer() throws Exception {
    open("set-cookie", "store");
    shop.page(
        "/a",
        (request, response) -> {
          Cookie cookie = new Cookie("a", "1");
          cookie.setPath("/x");
          cookie.setHttpOnly(true);
          cookie.setSecure(true);
          cookie.setAttribute("SameSite", "Lax");
          response.addCookie(cookie);
          response.setHeader("Cache-Control", "max-age=10, stale-while-revalidate=60");
          response.getWriter().print("text " + shop.made("/a"));
        });
    List<String> made = get().headers().allValues("Set-Cookie");
    time.pass(Duration.ofSeconds(11));
    assertThat(get().body()).isEqualTo("text 1");
    await().atMost(Duration.ofSeconds(30)).until(() -> get().body().equals("text 2"));
    List<String> renewed = get().headers().allValues("Set-Cookie");
    assertThat(renewed).hasSize(1);
    assertThat(renewed.get(0).split("; "))
        .containsExactlyInAnyOrder(made.get(0).split("; "))
        .containsExactlyInAnyOrder("a=1", "Path=/x", "Secure", "HttpOnly", "SameSite=Lax");
  }

  /** RFC 9111 section 3.5. */
  @ParameterizedTest(name = "{0}: {1} -> made {2} times")
  @CsvSource(
      delimiter = '|',
      value = {
        "rfc  | public, max-age=60          | 1",
        "rfc  | s-maxage=60                 | 1",
        "rfc  | must-revalidate, max-age=60 | 1",
        "rfc  | max-age=60                  | 3",
        "safe | public, max-age=60          | 3",
      })
  void answerToCredentials_isStored_whenItSaysSo(String profile, String cacheControl, int made)
      throws Exception {
    open("profile", profile);
    text(cacheControl);
    get("Authorization", "Basic YTpi");
    get("Authorization", "Basic YTpj");
    get();
    assertThat(shop.made("/a")).isEqualTo(made);
  }

  @ParameterizedTest(name = "{0} -> made {1} times")
  @CsvSource({"rfc, 1", "safe, 2"})
  void answerToNobody_isForThoseWithCredentialsToo_whenTheRfcDecides(String profile, int made)
      throws Exception {
    open("profile", profile);
    text("max-age=60");
    get();
    get("Authorization", "Basic YTpi");
    assertThat(shop.made("/a")).isEqualTo(made);
  }

  @Test
  void answerToCredentials_isNotStored_whenTheLedgerSeesThatTheyWereRead() throws Exception {
    open("authorization", "explicit");
    shop.page(
        "/a",
        (request, response) -> {
          response.setHeader("Cache-Control", "public, s-maxage=60");
          response.getWriter().print("for " + request.getHeader("Authorization"));
        });
    assertThat(get("Authorization", "Basic YTpi").body()).isEqualTo("for Basic YTpi");
    assertThat(get().body()).isEqualTo("for null");
    assertThat(get("Authorization", "Basic YTpj").body()).isEqualTo("for Basic YTpj");
  }

  /** RFC 9213. */
  @ParameterizedTest(name = "{0}: {1} -> made {2} times")
  @CsvSource(
      delimiter = '|',
      value = {
        "Cachelet-Cache-Control | max-age=60  | 1",
        "CDN-Cache-Control      | max-age=60  | 1",
        "Other-Cache-Control    | max-age=60  | 2",
        "CDN-Cache-Control      | max-age=60, | 2", // no dictionary
      })
  void targetedField_decides_andIsPassedOn(String field, String value, int made) throws Exception {
    open("targeted-fields", "Cachelet-Cache-Control,CDN-Cache-Control");
    shop.page(
        "/a",
        (request, response) -> {
          response.setHeader("Cache-Control", "no-store");
          response.setHeader(field, value);
          response.getWriter().print("text");
        });
    for (int request = 0; request < 2; request++) {
      HttpResponse<String> response = get();
      assertThat(response.headers().allValues("Cache-Control")).containsExactly("no-store");
      assertThat(response.headers().allValues(field)).containsExactly(value);
    }
    assertThat(shop.made("/a")).isEqualTo(made);
  }

  @ParameterizedTest
  @CsvSource({"rfc, 1", "safe, 2"})
  void lifetime_comesFromLastModified_whenTheRfcDecides(String profile, int made) throws Exception {
    open("profile", profile);
    shop.page(
        "/a",
        (request, response) -> {
          response.setHeader("Last-Modified", "Sat, 21 Nov 2026 09:00:00 GMT");
          response.getWriter().print("text");
        });
    get();
    time.pass(Duration.ofSeconds(359));
    get();
    assertThat(shop.made("/a")).isEqualTo(made);
    time.pass(Duration.ofSeconds(359));
    get();
    assertThat(shop.made("/a")).isEqualTo(made + 1);
  }

  @Test
  void age_countsFromTheDateThatTheApplicationSet() throws Exception {
    open();
    shop.page(
        "/a",
        (request, response) -> {
          response.setHeader("Date", "Sat, 21 Nov 2026 09:59:40 GMT");
          response.setHeader("Cache-Control", "max-age=60");
          response.getWriter().print("text");
        });
    get();
    time.pass(Duration.ofSeconds(39));
    HttpResponse<String> hit = get();
    assertThat(hit.headers().firstValue("Age")).contains("59");
    assertThat(hit.headers().firstValue("Date")).contains("Sat, 21 Nov 2026 09:59:40 GMT");
    time.pass(Duration.ofSeconds(1));
    get();
    assertThat(shop.made("/a")).isEqualTo(2);
  }

  @Test
  void page_isServedStale_whenItHasNoOtherLifetime() throws Exception {
    open();
    shop.page(
        "/a",
        (request, response) -> {
          response.setHeader("Cache-Control", "max-age=0, stale-while-revalidate=60");
          response.getWriter().print("text " + shop.made("/a"));
        });
    assertThat(get().body()).isEqualTo("text 1");
    time.pass(Duration.ofSeconds(59));
    assertThat(get().body()).isEqualTo("text 1");
    await().atMost(Duration.ofSeconds(30)).until(() -> shop.made("/a") == 2);
  }

  /** RFC 9111 section 5.2.2.4. */
  @ParameterizedTest
  @ValueSource(strings = {"safe", "rfc"})
  void page_isNotServedUnvalidated_whenItSaysNoCache(String profile) throws Exception {
    open("profile", profile);
    AtomicInteger count = new AtomicInteger();
    shop.page(
        "/a",
        (request, response) -> {
          int made = count.incrementAndGet();
          response.setHeader("Cache-Control", "no-cache, max-age=60");
          response.setHeader("ETag", "\"" + made + "\"");
          response.getWriter().print("text " + made);
        });
    assertThat(get().body()).isEqualTo("text 1");
    assertThat(get().body()).isEqualTo("text 2");
    assertThat(get().body()).isEqualTo("text 3");
  }

  @ParameterizedTest
  @ValueSource(strings = {"no-cache", "max-age=0, stale-while-revalidate=60"})
  void visitors_doNotQueue_forAPageThatIsNeverFresh(String cacheControl) throws Exception {
    open("profile", "rfc");
    CountDownLatch first = new CountDownLatch(1);
    CountDownLatch both = new CountDownLatch(2);
    AtomicInteger count = new AtomicInteger();
    shop.page(
        "/a",
        (request, response) -> {
          if (count.incrementAndGet() == 1) {
            first.await();
          } else {
            both.countDown();
            both.await(WAIT.toSeconds() / 3, TimeUnit.SECONDS);
          }
          response.setHeader("Cache-Control", cacheControl);
          response.setHeader("ETag", "\"1\"");
          response.getWriter().print("in turn: " + both.getCount());
        });
    List<CompletableFuture<HttpResponse<String>>> visitors = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      visitors.add(client.sendAsync(request().build(), BodyHandlers.ofString()));
    }
    await().atMost(Duration.ofSeconds(30)).until(() -> waiting() == 2);
    first.countDown();
    List<String> bodies = new ArrayList<>();
    for (CompletableFuture<HttpResponse<String>> visitor : visitors) {
      bodies.add(visitor.get(60, TimeUnit.SECONDS).body());
    }
    assertThat(bodies).containsExactlyInAnyOrder("in turn: 2", "in turn: 0", "in turn: 0");
  }

  /** Returns how many requests wait for the flight of another one. */
  private static long waiting() {
    return Thread.getAllStackTraces().values().stream()
        .filter(
            frames ->
                Arrays.stream(frames)
                    .anyMatch(frame -> frame.getClassName().equals(Flight.class.getName())))
        .count();
  }

  /** Starts the application with settings of {@code cachelet.http}, names and values in turn. */
  private void open(String... settings) throws Exception {
    Map<String, String> parameters = new HashMap<>();
    parameters.put("cachelet.page.site.path", "/**");
    parameters.put("cachelet.cache-status", "on");
    for (int i = 0; i < settings.length; i += 2) {
      parameters.put("cachelet.http." + settings[i], settings[i + 1]);
    }
    if (parameters.containsKey("cachelet.http.set-cookie")) {
      parameters.put("cachelet.page.site.ttl", "60s");
    }
    List<WebServer.Mapped> servlets = List.of(new WebServer.Mapped("/", shop));
    servers.add(start(new WebServer.Application(parameters, caches, servlets)));
  }

  private void text(String cacheControl) {
    shop.page(
        "/a",
        (request, response) -> {
          response.setHeader("Cache-Control", cacheControl);
          response.getWriter().print("text");
        });
  }

  private HttpResponse<String> get(String... headers) throws IOException, InterruptedException {
    HttpRequest.Builder request = request();
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private HttpRequest.Builder request() {
    int port = servers.get(servers.size() - 1).port();
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/a"))
        .timeout(Duration.ofSeconds(60));
  }
}
