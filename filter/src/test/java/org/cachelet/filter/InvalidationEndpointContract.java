// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.cachelet.cache.Dependencies;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Invalidation over HTTP, and that there is no other way to it. */
abstract class InvalidationEndpointContract extends ShopContract {
  private static final String ENDPOINT = "/cachelet/invalidation";
  private static final String TOKEN = "dGhpcyBpcyBhIHRva2Vu";
  private static final String PAGE = "/page/a";

  @Override
  void configure(Map<String, String> settings) {
    settings.put("cachelet.invalidation.path", ENDPOINT);
    settings.put("cachelet.invalidation.token", TOKEN);
    settings.put("cachelet.page.site.path", "/**");
    settings.put("cachelet.page.site.ttl", "10m");
    settings.put("cachelet.page.site.stale-while-revalidate", "1m");
  }

  @BeforeEach
  void store() throws Exception {
    for (String path : new String[] {PAGE, "/page/b", "/page/%C3%BC"}) {
      shop.page(
          path.replace("%C3%BC", "ü"),
          (request, response) -> {
            Dependencies.current().tag("tag:" + path);
            response.setContentType("text/plain");
            response.getWriter().print("text");
          });
      get(path);
      assertThat(isStored(path)).isTrue();
    }
    get(PAGE + "?x=1");
  }

  @ParameterizedTest
  @CsvSource({
    "tag=tag:/page/a",
    "tag=tag%3A%2Fpage%2Fa&tag=other",
    "path=/page/a",
    "path=%2Fpage%2Fa&depth=hard",
    "path=/page/c/../a&tag=x&path=/y",
  })
  void form_reachesWhatItNames_andNothingElse(String form) throws Exception {
    HttpResponse<String> answer = invalidate(form);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{\"delivery\":\"delivered\"}\n");
    assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("application/json");
    assertThat(isStored("/page/b")).isTrue();
    assertThat(isStored(PAGE)).isFalse();
    assertThat(isStored(PAGE + "?x=1")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"path=/page/%C3%BC", "path=/page/%25C3%25BC", "path=/page/%25c3%25bc"})
  void path_isReached_decodedOrNot(String form) throws Exception {
    assertThat(invalidate(form).statusCode()).isEqualTo(200);
    assertThat(isStored("/page/%C3%BC")).isFalse();
    assertThat(isStored(PAGE)).isTrue();
  }

  @Test
  void softDepth_makesPagesStale() throws Exception {
    assertThat(invalidate("tag=tag:/page/a&depth=soft").statusCode()).isEqualTo(200);
    HttpResponse<String> stale = get(PAGE);
    assertThat(stale.headers().firstValue("Age")).isPresent();
    assertThat(stale.headers().firstValue("Connection")).as("is made anew after").isPresent();
  }

  @Test
  void everything_isInvalidated() throws Exception {
    caches.cache().put("key", "value");
    assertThat(invalidate("all=true").statusCode()).isEqualTo(200);
    assertThat(isStored(PAGE)).isFalse();
    assertThat(isStored("/page/b")).isFalse();
    assertThat(caches.cache().get("key", String.class)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x=1",
        "tag=",
        "tag=a&x=1",
        "tag=a%00b",
        "path=page",
        "path=",
        "path=/page/a?x=1",
        "all=false",
        "all=true&all=true",
        "all=true&tag=a",
        "all=true&depth=soft",
        "depth=hard",
        "tag=a&depth=deep",
        "tag=a&depth=soft&depth=soft",
        "TAG=a",
      })
  void wrongForm_isRefusedWithASentence_andChangesNothing(String form) throws Exception {
    HttpResponse<String> answer = invalidate(form);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).matches("\\{\"error\":\"[ -!#-~]+\"}\n");
    assertThat(isStored(PAGE)).isTrue();
  }

  @Test
  void form_isRefused_whenItIsTooLarge() throws Exception {
    assertThat(invalidate("tag=" + "a".repeat(250)).statusCode()).isEqualTo(200);
    assertThat(invalidate("tag=" + "a".repeat(251)).statusCode()).isEqualTo(400);
    assertThat(invalidate("path=/" + "a".repeat(2_000)).statusCode()).isEqualTo(400);
    StringBuilder many = new StringBuilder("tag=0");
    for (int i = 1; i <= 500; i++) {
      many.append("&tag=").append(i);
    }
    assertThat(invalidate(many.toString()).statusCode()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(longs = {65_537, 9_999_999_999L})
  void form_isRefusedByItsLength_beforeItIsRead(long length) throws Exception {
    String answer =
        rawStatus(
            "POST " + ENDPOINT + " HTTP/1.1",
            "Host: a",
            "Authorization: Bearer " + TOKEN,
            "Content-Type: application/x-www-form-urlencoded",
            "Content-Length: " + length,
            "",
            "tag=a");
    assertThat(answer).startsWith("HTTP/1.1 400");
  }

  @Test
  void form_isRefused_whenItIsNotInTheBody_orOfAnotherType() throws Exception {
    assertThat(post(ENDPOINT + "?tag=tag:/page/a", "tag=x", TOKEN).statusCode()).isEqualTo(400);
    HttpRequest.Builder json =
        request(ENDPOINT)
            .header("Authorization", "Bearer " + TOKEN)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{}"));
    assertThat(send(json).statusCode()).isEqualTo(400);
    assertThat(isStored(PAGE)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Bearer",
        "Bearer ",
        "Bearer dGhpcyBpcyBhIHRva2V",
        "Bearer dGhpcyBpcyBhIHRva2VuX",
        "Bearer DGhpcyBpcyBhIHRva2Vu",
        "Basic dGhpcyBpcyBhIHRva2Vu",
        "dGhpcyBpcyBhIHRva2Vu",
      })
  void request_isRefused_beforeAnythingElse_whenItDoesNotKnowTheToken(String authorization)
      throws Exception {
    for (String method : new String[] {"POST", "GET", "OPTIONS", "PURGE"}) {
      HttpRequest.Builder request =
          request(ENDPOINT).method(method, BodyPublishers.ofString("all=true"));
      if (!authorization.isEmpty()) {
        request.header("Authorization", authorization);
      }
      HttpResponse<String> answer = send(request);
      assertThat(answer.statusCode()).as("RFC 6750 section 3").isEqualTo(401);
      assertThat(answer.headers().firstValue("WWW-Authenticate").orElseThrow())
          .startsWith("Bearer realm=\"cachelet\"");
      assertThat(answer.headers().firstValue("Allow")).isEmpty();
      assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    }
    assertThat(isStored(PAGE)).isTrue();
  }

  @Test
  void request_isRefused_whenItShowsSeveralTokens() throws Exception {
    String answer =
        raw(
            "POST " + ENDPOINT + " HTTP/1.1",
            "Host: a",
            "Authorization: Bearer wrong",
            "Authorization: Bearer " + TOKEN,
            "Content-Type: application/x-www-form-urlencoded",
            "Content-Length: 0");
    assertThat(answer).doesNotStartWith("HTTP/1.1 2");
    assertThat(isStored(PAGE)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "PUT", "DELETE", "PATCH", "OPTIONS", "post"})
  void otherMethods_areNotAllowed(String method) throws Exception {
    HttpResponse<String> answer =
        send(
            request(ENDPOINT)
                .header("Authorization", "bearer " + TOKEN)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .method(method, BodyPublishers.ofString("all=true")));
    assertThat(answer.statusCode()).as("RFC 9110 section 15.5.6").isEqualTo(405);
    assertThat(answer.headers().firstValue("Allow")).contains("POST");
    assertThat(isStored(PAGE)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/cachelet/invalidation/", "/cachelet//invalidation", "/cachelet/%69nvalidation",
        "/cachelet/invalidation;a", "/Cachelet/invalidation", "/cachelet",
      })
  void endpoint_isAtItsPathOnly(String path) throws Exception {
    assertThat(post(path, "all=true", TOKEN).statusCode()).isIn(400, 404);
    assertThat(isStored(PAGE)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"PURGE, 405", "BAN, 405", "PURGEKEYS, 501", "DELETE, 403"})
  void visitor_cannotPurge_whatTheApplicationRefuses(String method, int status) throws Exception {
    shop.page(PAGE, (request, response) -> response.sendError(status));
    HttpResponse<String> answer =
        send(
            request(PAGE)
                .method(method, BodyPublishers.noBody())
                .header("Cache-Group-Invalidation", "\"a\"")
                .header("Surrogate-Key", "site")
                .header("X-Purge", "1")
                .header("Cache-Control", "no-store"));
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(isStored(PAGE)).isTrue();
    time.pass(Duration.ofMinutes(1));
    assertThat(isStored(PAGE + "?x=1")).isTrue();
  }

  private HttpResponse<String> invalidate(String form) throws IOException, InterruptedException {
    return post(ENDPOINT, form, TOKEN);
  }

  private HttpResponse<String> post(String path, String form, String token)
      throws IOException, InterruptedException {
    return send(
        request(path)
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form)));
  }

  private boolean isStored(String path) throws IOException, InterruptedException {
    return get(path).headers().firstValue("Age").isPresent();
  }
}
