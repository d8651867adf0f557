// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.servlet.http.HttpSession;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Redirects, errors and interim responses where every status may be stored, over HTTP. */
abstract class RedirectContract extends ShopContract {
  private static final String PAGE = "/page/a";

  @Override
  void configure(Map<String, String> settings) {
    settings.put("cachelet.http.statuses", "301,302,303,307,308,404");
    settings.put("cachelet.page.site.path", "/page/**");
    settings.put("cachelet.page.site.ttl", "10m");
    settings.put("cachelet.page.stale.path", "/stale/**");
    settings.put("cachelet.page.stale.ttl", "10s");
    settings.put("cachelet.page.stale.stale-while-revalidate", "1m");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/page/b",
        "b",
        "../page/b?x=1#part",
        "?x=1",
        "//127.0.0.1/page/b",
        "https://other.example/page/b?x=%20",
      })
  void sendRedirect_isStored_asTheContainerSendsIt(String location) throws Exception {
    shop.page(
        PAGE,
        (request, response) -> {
          response.setHeader("Cache-Control", "max-age=60");
          response.setHeader("X-Own", "kept");
          response.getWriter().print("dropped");
          response.sendRedirect(response.encodeRedirectURL(location));
        });
    HttpResponse<String> made = get(PAGE);
    await().until(() -> statistics().puts() > 0); // the client had its answer before
    HttpResponse<String> hit = get(PAGE);
    assertThat(shop.made(PAGE)).isEqualTo(1);
    assertThat(hit.statusCode()).isEqualTo(made.statusCode()).isEqualTo(302);
    assertThat(hit.body()).isEqualTo(made.body()).isEmpty();
    assertThat(made.headers().firstValue("Location")).as("RFC 9110 section 10.2.2").isPresent();
    for (String field : List.of("Location", "Cache-Control", "X-Own", "Content-Length")) {
      assertThat(hit.headers().allValues(field)).isEqualTo(made.headers().allValues(field));
    }
    assertThat(hit.headers().firstValue("Age")).contains("0");
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void redirectByStatusAndField_isStored(int status) throws Exception {
    shop.page(
        PAGE,
        (request, response) -> {
          response.setStatus(status);
          response.setHeader("Location", "/page/b");
        });
    get(PAGE);
    HttpResponse<String> hit = get(PAGE);
    assertThat(hit.statusCode()).isEqualTo(status);
    assertThat(hit.headers().firstValue("Location")).contains("/page/b");
    assertThat(shop.made(PAGE)).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void redirectToNowhere_isNeverStored(int status) throws Exception {
    shop.page(PAGE, (request, response) -> response.setStatus(status));
    get(PAGE);
    assertThat(get(PAGE).statusCode()).isEqualTo(status);
    assertThat(shop.made(PAGE)).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({"Set-Cookie, a=b", "Cache-Control, private", "Cache-Control, no-store", "Vary, *"})
  void sendRedirect_isNotStored_whenItsFieldsForbidIt(String name, String value) throws Exception {
    shop.page(
        PAGE,
        (request, response) -> {
          response.setHeader(name, value);
          response.sendRedirect("/page/b");
        });
    get(PAGE);
    HttpResponse<String> second = get(PAGE);
    assertThat(second.headers().firstValue("Location").orElseThrow()).endsWith("/page/b");
    assertThat(second.headers().firstValue(name)).contains(value);
    assertThat(status(second)).startsWith("Cachelet; fwd=uri-miss; detail=");
    assertThat(shop.made(PAGE)).isEqualTo(2);
  }

  @Test
  void sendRedirect_isNotStored_whenItShowsWhatBelongsToOneVisitor() throws Exception {
    shop.page(
        PAGE,
        (request, response) -> {
          if (request.getRemoteUser() == null && request.getSession(false) == null) {
            request.getSession().setAttribute("user", "alice");
          }
          response.sendRedirect("/page/" + request.getSession().getAttribute("user"));
        });
    String cookie = get(PAGE).headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
    get(PAGE, "Cookie", cookie);
    get(PAGE, "Cookie", cookie);
    assertThat(shop.made(PAGE)).isEqualTo(3);
  }

  @Test
  void session_canBeUsedLate_afterARedirect() throws Exception {
    shop.page(
        PAGE,
        (request, response) -> {
          HttpSession session = request.getSession();
          response.sendRedirect("/page/b");
          session.setAttribute("message", "saved");
        });
    HttpResponse<String> response = get(PAGE);
    assertThat(response.statusCode()).isEqualTo(302);
    assertThat(response.headers().firstValue("Set-Cookie")).isPresent();
  }

  @Test
  void redirect_isMadeAnew_whenItIsStale() throws Exception {
    shop.page("/stale/a", (request, response) -> response.sendRedirect("/stale/old"));
    get("/stale/a");
    await().until(() -> statistics().puts() > 0);
    time.pass(Duration.ofSeconds(11));
    shop.page("/stale/a", (request, response) -> response.sendRedirect("/stale/new"));
    assertThat(get("/stale/a").headers().firstValue("Location").orElseThrow()).endsWith("old");
    await()
        .until(
            () -> get("/stale/a").headers().firstValue("Location").orElseThrow().endsWith("new"));
    assertThat(shop.made("/stale/a")).isEqualTo(2);
  }

  @Test
  void pageOfAnError_isStored_whenTheApplicationWritesIt_andNotWhenTheContainerDoes()
      throws Exception {
    shop.page(
        PAGE,
        (request, response) -> {
          response.setStatus(404);
          response.getWriter().print("nothing here");
        });
    get(PAGE);
    HttpResponse<String> hit = get(PAGE);
    assertThat(hit.statusCode()).isEqualTo(404);
    assertThat(hit.body()).isEqualTo("nothing here");
    assertThat(shop.made(PAGE)).isEqualTo(1);
    shop.page("/page/b", (request, response) -> response.sendError(404, "nothing here"));
    get("/page/b");
    assertThat(get("/page/b").statusCode()).isEqualTo(404);
    assertThat(shop.made("/page/b")).isEqualTo(2);
  }

  @Test
  void earlyHints_passThrough_andAreNotTheResponse() throws Exception {
    shop.page(
        PAGE,
        (request, response) -> {
          response.setHeader("Link", "</shop.css>; rel=preload; as=style");
          response.sendError(103);
          response.setContentType("text/plain");
          response.getWriter().print("page");
        });
    String made = raw("GET " + PAGE + " HTTP/1.1", "Host: 127.0.0.1:" + port());
    assertThat(made).as("RFC 8297 section 2").startsWith("HTTP/1.1 103");
    assertThat(made.substring(0, made.indexOf("\r\n\r\n"))).contains("Link: </shop.css>");
    String answer = made.substring(made.indexOf("\r\n\r\n") + 4);
    assertThat(answer).startsWith("HTTP/1.1 200").contains("fwd=uri-miss; stored").endsWith("page");
    String hit = raw("GET " + PAGE + " HTTP/1.1", "Host: 127.0.0.1:" + port());
    assertThat(hit).startsWith("HTTP/1.1 200").contains("Link: </shop.css>").endsWith("page");
    assertThat(shop.made(PAGE)).isEqualTo(1);
  }

  @Test
  void earlyHints_doNotEndTheRenewalOfAPage() throws Exception {
    for (String text : List.of("old", "new")) {
      shop.page(
          "/stale/a",
          (request, response) -> {
            response.setHeader("Link", "</shop.css>; rel=preload; as=style");
            response.sendError(103);
            response.getWriter().print(text);
          });
      String first = raw("GET /stale/a HTTP/1.1", "Host: 127.0.0.1:" + port());
      assertThat(first).endsWith("old");
      time.pass(Duration.ofSeconds(11));
    }
    await().until(() -> raw("GET /stale/a HTTP/1.1", "Host: 127.0.0.1:" + port()).endsWith("new"));
  }

  @Test
  void trailers_arrive_andArePartOfNothingThatIsStored() throws Exception {
    shop.page(
        PAGE,
        (request, response) -> {
          response.setHeader("Trailer", "X-Sum");
          Map<String, String> trailers = new HashMap<>();
          response.setTrailerFields(() -> trailers);
          response.getOutputStream().write("page".getBytes(UTF_8));
          trailers.put("X-Sum", "17");
        });
    for (int i = 1; i <= 2; i++) {
      assertThat(raw("GET " + PAGE + " HTTP/1.1", "Host: 127.0.0.1:" + port(), "TE: trailers"))
          .as("RFC 9110 section 6.5.1")
          .startsWith("HTTP/1.1 200")
          .containsIgnoringCase("x-sum: 17")
          .contains("page");
      assertThat(shop.made(PAGE)).isEqualTo(i);
    }
  }
}
