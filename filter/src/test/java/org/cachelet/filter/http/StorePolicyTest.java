// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.cachelet.filter.http.HttpPolicy.SetCookies;
import org.cachelet.filter.http.RequestFacts.Credentials;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9111 section 3 (storing) in both profiles; sections in comments are of that RFC. */
final class StorePolicyTest {
  private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");
  private static final RuleLifetime RULE =
      new RuleLifetime(Duration.ofMinutes(1), Duration.ZERO, Duration.ZERO);
  private static final RequestFacts GET = new RequestFacts("GET", Credentials.NONE, Set.of());

  @ParameterizedTest(name = "{0}: {1} -> {2} in safe, {3} in rfc")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "Content-Type | text/html | stored | stored",
        "Set-Cookie | a=b | set-cookie | set-cookie", // 7.3
        "set-cookie | `` | set-cookie | set-cookie",
        "Set-Cookie2 | a=b | set-cookie2 | set-cookie2",
        "Cache-Control | private | private | private", // 5.2.2.7
        "Cache-Control | Private | private | private",
        "Cache-Control | public, s-maxage=9, PRIVATE | private | private",
        "Cache-Control | private=\"X\" | private | without x",
        "Cache-Control | private=X | private | without x",
        "Cache-Control | private=\"X, set-cookie\", no-cache=Y | private | without set-cookie x y",
        "Cache-Control | private=\"X\", private | private | private",
        "Cache-Control | private=\"\" | private | private",
        "Cache-Control | private=\"X Y\" | private | private",
        "Cache-Control | private=\"X | private | private",
        "Cache-Control | private=\"Content-Type\" | private | private",
        "Cache-Control | no-store | no-store | no-store", // 5.2.2.5
        "Cache-Control | No-Store, max-age=9 | no-store | no-store",
        "Cache-Control | no-store, must-understand | no-store | stored", // 5.2.2.3
        "Cache-Control | must-understand | stored | stored",
        "Cache-Control | no-cache | no-cache | no-cache", // 5.2.2.4
        "Cache-Control | no-cache=\"X\" | no-cache | without x",
        "Cache-Control | no-cache=\"X\", no-cache | no-cache | no-cache",
        "Cache-Control | no-cache=\"Vary\" | no-cache | no-cache",
        "Cache-Control | x-private, immutable, a=\"no-store\" | stored | stored", // 5.2.3
        "Pragma | no-cache | no-cache | stored", // 5.4
        "Pragma | x | stored | stored",
        "Warning | 110 - \"old\" | stored | stored", // 5.5
        "Vary | * | vary | vary", // 4.1
        "Vary | Accept-Language, * | vary | vary",
        "Vary | Accept-Language | vary | vary",
        "Vary | , | stored | stored",
        "Vary | a b | vary | vary",
        "Content-Range | bytes 0-1/2 | content-range | content-range", // 3.3
        "WWW-Authenticate | Basic | www-authenticate | stored",
        "Proxy-Authenticate | Basic | proxy-authenticate | stored",
        "Authentication-Info | x | authentication-info | stored",
        "Clear-Site-Data | \"cookies\" | clear-site-data | stored",
        "Trailer | Server-Timing | trailer | trailer",
        "Access-Control-Allow-Origin | * | stored | stored",
        "Access-Control-Allow-Origin | https://a.example | cors-origin | stored",
        "Access-Control-Allow-Origin | null | cors-origin | stored",
        "Content-Security-Policy | script-src 'self' | stored | stored",
        "Content-Security-Policy | script-src 'nonce-abc' | csp-nonce | stored",
        "Content-Security-Policy | script-src 'NONCE-abc' | csp-nonce | stored",
        "Content-Security-Policy-Report-Only | script-src 'nonce-a' | csp-nonce | stored",
        "Content-Type | Text/Event-Stream; charset=utf-8 | event-stream | stored",
        "Content-Encoding | identity | stored | stored",
        "Content-Encoding | gzip | content-encoding | stored",
        "Transfer-Encoding | chunked | stored | stored",
        "Transfer-Encoding | gzip, chunked | transfer-encoding | transfer-encoding", // RFC 9112 6.3
        "Transfer-Encoding | xchunked | transfer-encoding | transfer-encoding",
        "Content-Length | 5 | stored | stored",
        "Content-Length | 5, 6 | content-length | content-length",
        "Content-Length | five | content-length | content-length",
        "Content-Length | -5 | content-length | content-length",
        "Connection | close | stored | stored",
        "Connection | Keep-Alive | stored | stored",
        "Connection | close, X-Hop | connection | stored", // 3.1
        "Connection | close, content-type | connection | connection",
      })
  void judge_knowsEachField(String name, String value, String safe, String rfc) {
    assertThat(outcome(GET, response(200, name, value))).isEqualTo(safe);
    assertThat(word(judge(HttpPolicy.RFC, GET, response(200, name, value)))).isEqualTo(rfc);
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

  /** RFC 9111 section 3.5. */
  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "public                      | stored",
        "s-maxage=60                 | stored",
        "must-revalidate, max-age=60 | stored",
        "max-age=60                  | authorization",
        "proxy-revalidate            | authorization",
        "public, private             | private",
      })
  void judge_storesWhatIsShared_whenTheRequestHasCredentials(String cacheControl, String rfc) {
    RequestFacts request = new RequestFacts("GET", Credentials.AUTHORIZATION, Set.of());
    ResponseFacts response = response(200, "Cache-Control", cacheControl);
    assertThat(outcome(request, response)).isEqualTo("authorization");
    assertThat(word(judge(HttpPolicy.RFC, request, response))).isEqualTo(rfc);
  }

  /** RFC 9111 section 7.3 leaves it to caches. */
  @ParameterizedTest(name = "{0}, {1} -> {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "REFUSE | Cache-Control: max-age=60             | set-cookie",
        "STRIP  | Cache-Control: max-age=60             | without set-cookie",
        "STRIP  | Cache-Control: public                 | without set-cookie",
        "STRIP  | Cache-Control: private                | private",
        "STORE  | Cache-Control: max-age=60             | stored",
        "STORE  | Cache-Control: s-maxage=60            | stored",
        "STORE  | Expires: Sat, 21 Nov 2026 09:00:00 GMT | stored",
        "STORE  | Cachelet-Cache-Control: max-age=60    | stored",
        "STORE  | Cache-Control: public                 | set-cookie",
        "STORE  | Cache-Control: private, max-age=60    | private",
      })
  void judge_treatsCookiesByPolicy(SetCookies policy, String field, String outcome) {
    String[] own = field.split(": ", 2);
    ResponseFacts response = response(200, "Set-Cookie", "a=b", own[0], own[1]);
    for (HttpPolicy profile : List.of(HttpPolicy.SAFE, HttpPolicy.RFC)) {
      assertThat(word(judge(storing(profile, profile.statuses(), policy), GET, response)))
          .isEqualTo(outcome);
    }
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

  @Test
  void judge_storesEachFinalStatus_whenTheRfcDecidesAndTheLifetimeIsExplicit() {
    List<Integer> refused = new ArrayList<>();
    for (int status = 200; status < 600; status++) {
      ResponseFacts response = response(status, "Cache-Control", "max-age=60");
      if (!word(judge(HttpPolicy.RFC, GET, response)).equals("stored")) {
        refused.add(status);
      }
    }
    assertThat(refused).containsExactly(206, 304, 428, 429, 431, 511); // the last four: RFC 6585
  }

  /** RFC 9111 section 3, RFC 9110 section 15.1, RFC 7725 section 3. */
  @ParameterizedTest
  @ValueSource(strings = {"x", "public"})
  void judge_storesWhatSaysNoLifetime_whenItsStatusAllowsThat(String cacheControl) {
    List<Integer> stored = new ArrayList<>();
    for (int status = 200; status < 600; status++) {
      ResponseFacts response = response(status, "Cache-Control", cacheControl);
      if (word(judge(HttpPolicy.RFC, GET, response)).equals("stored")) {
        stored.add(status);
      }
    }
    if (cacheControl.equals("public")) {
      assertThat(stored).hasSize(400 - 6);
    } else {
      assertThat(stored)
          .containsExactly(200, 203, 204, 300, 301, 308, 404, 405, 410, 414, 451, 501);
    }
  }

  /** RFC 9111 section 5.2.2.3. */
  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource({
    "200, stored",
    "404, stored",
    "500, stored",
    "451, stored",
    "299, must-understand",
    "306, must-understand",
    "418, must-understand",
    "425, must-understand",
    "599, must-understand",
  })
  void judge_storesWhatItUnderstands_whenItMust(int status, String outcome) {
    ResponseFacts response =
        response(status, "Cache-Control", "no-store, must-understand, max-age=60");
    assertThat(word(judge(HttpPolicy.RFC, GET, response))).isEqualTo(outcome);
    HttpPolicy safe = storing(HttpPolicy.SAFE, CacheableStatuses.ANY, SetCookies.REFUSE);
    assertThat(word(judge(safe, GET, response)))
        .isEqualTo(outcome.equals("stored") ? "no-store" : outcome);
  }

  /** RFC 9111 section 5.2.2.4: stored to be validated at each use, for its validator alone. */
  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "ETag          | \"a\"                           | true",
        "ETag          | W/\"a\"                         | true",
        "ETag          | broken                          | false",
        "Last-Modified | Sat, 21 Nov 2026 07:00:00 GMT   | true",
        "Last-Modified | yesterday                       | false",
      })
  void judge_storesToValidate_whenTheResponseSaysNoCache(String field, String value, boolean kept) {
    ResponseFacts response =
        response(200, field, value, "Cache-Control", "no-cache, stale-if-error=60, max-age=60");
    StoreVerdict verdict = judge(HttpPolicy.RFC, GET, response);
    assertThat(outcome(GET, response)).isEqualTo("no-cache");
    if (kept) {
      assertThat(verdict)
          .isEqualTo(new StoreVerdict.Store(Duration.ZERO, Duration.ZERO, Duration.ZERO));
    } else {
      assertThat(word(verdict)).isEqualTo("no-cache");
    }
  }

  /** RFC 9213 section 2.2. */
  @ParameterizedTest(name = "{0} and Cache-Control: {1} -> {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "max-age=60       | private         | stored",
        "max-age=60       | no-store        | stored",
        "no-store         | max-age=60      | no-store",
        "private          | public          | private",
        "none             | no-store        | stored", // the rule's ttl
        "max-age=60,      | no-store        | no-store", // no dictionary
        "Max-Age=60       | private         | private",
      })
  void judge_followsTheTargetedField(String targeted, String cacheControl, String outcome) {
    ResponseFacts response =
        response(200, "cachelet-cache-control", targeted, "Cache-Control", cacheControl);
    assertThat(outcome(GET, response)).isEqualTo(outcome);
    assertThat(word(judge(HttpPolicy.RFC, GET, response))).isEqualTo(outcome);
  }

  @ParameterizedTest(name = "{0}, Location: {1} -> {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "404 |    | stored",
        "301 | /  | stored",
        "301 |    | location", // Next.js CVE-2026-44572
        "429 |    | status", // RFC 6585 section 4
        "308 | `` | location",
        "200 |    | stored",
        "410 |    | status",
        "500 |    | status",
        "204 |    | status",
      })
  void judge_storesStatusesThatARuleAllows(int status, @Nullable String location, String outcome) {
    HttpPolicy policy =
        storing(
            HttpPolicy.SAFE, new CacheableStatuses(Set.of(301, 308, 404, 429)), SetCookies.REFUSE);
    String[] fields = location == null ? new String[0] : new String[] {"Location", location};
    assertThat(word(judge(policy, GET, response(status, fields)))).isEqualTo(outcome);
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

  private static HttpPolicy storing(
      HttpPolicy profile, CacheableStatuses statuses, SetCookies cookies) {
    return new HttpPolicy(
        profile.profile(),
        statuses,
        profile.heuristic(),
        profile.heuristicMax(),
        profile.targetedFields(),
        cookies,
        profile.authenticated(),
        profile.rangeMisses(),
        profile.obeyed(),
        profile.keep());
  }

  private static ResponseFacts response(int status, String... fields) {
    return new ResponseFacts(status, HttpFields.of(fields), NOW);
  }

  private static String outcome(RequestFacts request, ResponseFacts response) {
    return word(judge(HttpPolicy.SAFE, request, response));
  }

  private static StoreVerdict judge(
      HttpPolicy policy, RequestFacts request, ResponseFacts response) {
    return StorePolicy.of(policy).judge(request, response, RULE);
  }

  private static String word(StoreVerdict verdict) {
    if (verdict instanceof StoreVerdict.Store store) {
      Set<String> withheld = new TreeSet<>(store.withheldFields());
      return withheld.isEmpty() ? "stored" : "without " + String.join(" ", withheld);
    }
    return ((StoreVerdict.Refuse) verdict).reason().word();
  }

  private static Reason reason(ResponseFacts response) {
    StoreVerdict verdict = StorePolicy.of(HttpPolicy.SAFE).judge(GET, response, RULE);
    return ((StoreVerdict.Refuse) verdict).reason();
  }
}
