// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.cachelet.filter.http.RequestFacts.Credentials;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9111 section 3 (storing), and what the safe profile refuses beyond it. */
final class StorePolicyTest {
  private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");
  private static final RuleLifetime RULE =
      new RuleLifetime(Duration.ofMinutes(1), Duration.ZERO, Duration.ZERO);
  private static final RequestFacts GET = new RequestFacts("GET", Credentials.NONE, Set.of());

  @ParameterizedTest(name = "{0}: {1} -> {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "Content-Type                | text/html                       | stored",
        "Set-Cookie                  | a=b                             | set-cookie", // 7.3
        "set-cookie                  | ``                              | set-cookie",
        "Set-Cookie2                 | a=b                             | set-cookie2",
        "Cache-Control               | private                         | private", // 5.2.2.7
        "Cache-Control               | Private                         | private",
        "Cache-Control               | public, s-maxage=9, PRIVATE     | private",
        "Cache-Control               | private=\"X\"                   | private",
        "Cache-Control               | no-store                        | no-store", // 5.2.2.5
        "Cache-Control               | no-store, must-understand       | no-store", // 5.2.2.3
        "Cache-Control               | no-cache                        | no-cache", // 5.2.2.4
        "Pragma                      | no-cache                        | no-cache", // 5.4
        "Pragma                      | x                               | stored",
        "Vary                        | *                               | vary", // 4.1
        "Vary                        | Accept-Language, *              | vary",
        "Vary                        | Accept-Language                 | vary",
        "Content-Range               | bytes 0-1/2                     | content-range", // 3.3
        "WWW-Authenticate            | Basic                           | www-authenticate",
        "Proxy-Authenticate          | Basic                           | proxy-authenticate",
        "Authentication-Info         | x                               | authentication-info",
        "Clear-Site-Data             | \"cookies\"                     | clear-site-data",
        "Trailer                     | Server-Timing                   | trailer",
        "Access-Control-Allow-Origin | *                               | stored",
        "Access-Control-Allow-Origin | https://a.example               | cors-origin",
        "Access-Control-Allow-Origin | null                            | cors-origin",
        "Content-Security-Policy     | script-src 'self'               | stored",
        "Content-Security-Policy     | script-src 'nonce-abc'          | csp-nonce",
        "Content-Security-Policy     | script-src 'NONCE-abc'          | csp-nonce",
        "Content-Security-Policy-Report-Only | script-src 'nonce-a'    | csp-nonce",
        "Content-Encoding            | identity                        | stored",
        "Content-Encoding            | gzip                            | content-encoding",
        "Transfer-Encoding           | chunked                         | stored",
        "Transfer-Encoding           | gzip, chunked                   | transfer-encoding",
        "Transfer-Encoding           | xchunked                        | transfer-encoding",
        "Content-Length              | 5                               | stored",
        "Content-Length              | 5, 6                            | content-length",
        "Content-Length              | five                            | content-length",
        "Content-Length              | -5                              | content-length",
        "Connection                  | close                           | stored",
        "Connection                  | Keep-Alive                      | stored",
        "Connection                  | close, Set-Cookie               | connection",
      })
  void judge_knowsEachField(String name, String value, String outcome) {
    assertThat(outcome(GET, response(200, name, value))).isEqualTo(outcome);
  }

  @Test
  void judge_readsEachLineOfAField() {
    assertThat(
            outcome(GET, response(200, "Cache-Control", "max-age=60", "cache-control", "private")))
        .isEqualTo("private");
    assertThat(outcome(GET, response(200, "Vary", "", "Vary", "*"))).isEqualTo("vary");
    assertThat(outcome(GET, response(200, "Content-Length", "5", "Content-Length", "6")))
        .isEqualTo("content-length");
    assertThat(outcome(GET, response(200, "Content-Length", "5", "Transfer-Encoding", "chunked")))
        .isEqualTo("transfer-encoding");
    assertThat(
            outcome(
                GET,
                response(
                    200,
                    "Access-Control-Allow-Origin",
                    "*",
                    "Access-Control-Allow-Origin",
                    "https://a.example")))
        .isEqualTo("cors-origin");
  }

  @Test
  void judge_ignoresPragma_whenThereIsCacheControl() {
    assertThat(outcome(GET, response(200, "Pragma", "no-cache", "Cache-Control", "max-age=9")))
        .isEqualTo("stored");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Vary                        | Accept-Encoding, accept-LANGUAGE",
        "Access-Control-Allow-Origin | https://a.example",
        "Content-Encoding            | br",
      })
  void judge_stores_whenTheFieldIsInTheKeyOfTheVariant(String name, String value) {
    RequestFacts request =
        new RequestFacts(
            "GET", Credentials.NONE, Set.of("accept-encoding", "Accept-Language", "ORIGIN"));
    assertThat(outcome(request, response(200, name, value))).isEqualTo("stored");
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource({"GET, stored", "HEAD, method", "POST, method", "get, method", "OPTIONS, method"})
  void judge_storesAnswersToGet(String method, String outcome) {
    RequestFacts request = new RequestFacts(method, Credentials.NONE, Set.of());
    assertThat(outcome(request, response(200))).isEqualTo(outcome);
  }

  @ParameterizedTest
  @ValueSource(strings = {"public", "s-maxage=60", "must-revalidate, max-age=60"})
  void judge_refuses_whenTheRequestHasCredentials(String cacheControl) {
    RequestFacts request = new RequestFacts("GET", Credentials.AUTHORIZATION, Set.of());
    assertThat(outcome(request, response(200, "Cache-Control", cacheControl)))
        .isEqualTo("authorization");
  }

  @Test
  void judge_stores200Alone_whenNothingElseIsAllowed() {
    List<Integer> stored = new ArrayList<>();
    for (int status = 100; status < 600; status++) {
      if (outcome(GET, response(status, "Location", "/")).equals("stored")) {
        stored.add(status);
      }
    }
    assertThat(stored).containsExactly(200);
  }

  @ParameterizedTest(name = "{0}, Location: {1} -> {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "404 |    | stored",
        "301 | /  | stored",
        "301 |    | location", // Next.js CVE-2026-44572
        "308 | `` | location",
        "200 |    | stored",
        "410 |    | status",
        "500 |    | status",
        "204 |    | status",
      })
  void judge_storesStatusesThatARuleAllows(int status, @Nullable String location, String outcome) {
    StorePolicy policy = StorePolicy.of(storing(Set.of(301, 308, 404)));
    String[] fields = location == null ? new String[0] : new String[] {"Location", location};
    StoreVerdict verdict = policy.judge(GET, response(status, fields), RULE);
    assertThat(word(verdict)).isEqualTo(outcome);
  }

  @Test
  void refusal_isExplained() {
    assertThat(reason(response(500)).sentence())
        .isEqualTo("status 500 is not stored, allowed: 200");
    assertThat(reason(response(200, "Vary", "User-Agent")).sentence())
        .isEqualTo("Vary names user-agent, which is not part of the key");
    assertThat(reason(response(200, "Set-Cookie", "a=b")).sentence())
        .isEqualTo("the response sets a cookie");
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 103, 206, 304, 600})
  void cacheableStatuses_areRefused_whenNeverStored(int status) {
    assertThatThrownBy(() -> new CacheableStatuses(Set.of(status)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "status to store is " + status + ", allowed are 200 to 599 without 206 and 304");
  }

  @Test
  void cacheableStatuses_alwaysHave200() {
    assertThat(new CacheableStatuses(Set.of(404))).hasToString("200, 404");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Set-Cookie", "a b", "a_b"})
  void reason_isRefused_whenItsWordIsNotForMachines(String word) {
    assertThatThrownBy(() -> new Reason(word, "x"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "word of a reason is '%s', allowed are lower-case letters, digits and dashes", word);
  }

  private static HttpPolicy storing(Set<Integer> statuses) {
    HttpPolicy safe = HttpPolicy.SAFE;
    return new HttpPolicy(
        safe.profile(),
        new CacheableStatuses(statuses),
        safe.heuristic(),
        safe.heuristicMax(),
        safe.targetedFields(),
        safe.setCookies(),
        safe.authenticated(),
        safe.rangeMisses(),
        safe.obeyed(),
        safe.keep());
  }

  private static ResponseFacts response(int status, String... fields) {
    return new ResponseFacts(status, HttpFields.of(fields), NOW);
  }

  private static String outcome(RequestFacts request, ResponseFacts response) {
    return word(StorePolicy.of(HttpPolicy.SAFE).judge(request, response, RULE));
  }

  private static String word(StoreVerdict verdict) {
    return verdict instanceof StoreVerdict.Refuse refuse ? refuse.reason().word() : "stored";
  }

  private static Reason reason(ResponseFacts response) {
    StoreVerdict verdict = StorePolicy.of(HttpPolicy.SAFE).judge(GET, response, RULE);
    return ((StoreVerdict.Refuse) verdict).reason();
  }
}
