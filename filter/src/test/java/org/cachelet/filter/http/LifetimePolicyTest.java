// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.cachelet.filter.http.StoreVerdict.Store;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 9111 sections 4.2.1 (lifetime), 4.2.4 (stale), 5.1 (Age) and RFC 5861. */
final class LifetimePolicyTest {
  private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");

  @ParameterizedTest(name = "{0} and ttl {1} -> {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "s-maxage=5, max-age=60    | 30 | 5", // 5.2.2.10: s-maxage before max-age
        "s-maxage=90               | 30 | 90", // and before the rule
        "s-maxage=90, max-age=0    | 30 | 90",
        "s-maxage=0                | 30 | stale",
        "s-maxage=oops, max-age=60 | 30 | stale", // 4.2.1: malformed means stale
        "max-age=5                 | 30 | 5", // the response shortens the rule
        "max-age=60                | 30 | 30", // the rule shortens the response
        "max-age=0                 | 30 | stale",
        "max-age=oops              | 30 | stale",
        "public                    | 30 | 30", // the response says nothing of time
        "must-revalidate           | 30 | 30",
        "max-age=60                |    | 60",
        "s-maxage=60               |    | 60",
        "public                    |    | no-lifetime", // 4.2.2: no heuristic
        "max-age=99999999999       |    | 2147483648", // 1.2.2
      })
  void lifetime_isTheResponsesBeforeTheRules(
      String cacheControl, @Nullable Long ttl, String outcome) {
    RuleLifetime rule = rule(ttl, 0, 0);
    assertThat(fresh(rule, "Cache-Control", cacheControl)).isEqualTo(outcome);
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "s-maxage=60         | 60",
        "max-age=60          | no-lifetime",
        "public              | no-lifetime",
      })
  void lifetime_isSMaxAgeAlone_whenNoRuleNamesThePage(String cacheControl, String outcome) {
    StoreVerdict verdict = judge(response("Cache-Control", cacheControl), null);
    assertThat(outcome(verdict)).isEqualTo(outcome);
  }

  @ParameterizedTest(name = "Expires: {0}, Date: {1}, Cache-Control: {2} -> {3}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "Sat, 21 Nov 2026 08:00:20 GMT | Sat, 21 Nov 2026 08:00:05 GMT | a         | 15",
        "Sat, 21 Nov 2026 08:00:20 GMT | broken                        | a         | 20", // 6.6.1
        "Sat, 21 Nov 2026 08:00:20 GMT | Sat, 21 Nov 2026 08:00:00 GMT | max-age=9 | 9", // 5.3
        "Sat, 21 Nov 2026 09:00:00 GMT | Sat, 21 Nov 2026 08:00:00 GMT | a         | 30", // the ttl
        "Sat, 21 Nov 2026 08:00:00 GMT | Sat, 21 Nov 2026 08:00:00 GMT | a         | stale",
        "Sat, 21 Nov 2026 07:00:00 GMT | Sat, 21 Nov 2026 08:00:00 GMT | a         | stale",
        "0                             | Sat, 21 Nov 2026 08:00:00 GMT | a         | stale", // 5.3
        "``                            | Sat, 21 Nov 2026 08:00:00 GMT | a         | stale",
      })
  void lifetime_isExpiresMinusDate(String expires, String date, String cacheControl, String end) {
    String[] fields = {"Expires", expires, "Date", date, "Cache-Control", cacheControl};
    assertThat(fresh(rule(30L, 0, 0), fields)).isEqualTo(end);
  }

  @Test
  void lifetime_isOver_whenExpiresIsRepeated() {
    String date = "Sat, 21 Nov 2026 08:00:20 GMT";
    assertThat(fresh(rule(null, 0, 0), "Expires", date)).isEqualTo("20");
    assertThat(fresh(rule(null, 0, 0), "Expires", date, "Expires", date)).isEqualTo("stale");
  }

  @ParameterizedTest(name = "Age: {0} -> {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "20      | 40",
        "20, 50  | 40", // 5.1: the first of a list
        "x       | 60", // 5.1: invalid is ignored
        "-20     | 60",
        "``      | 60",
        "60      | stale",
        "99999999999999 | stale",
      })
  void lifetime_isShortenedByTheAgeOfTheResponse(String age, String outcome) {
    assertThat(fresh(rule(60L, 0, 0), "Age", age)).isEqualTo(outcome);
    assertThat(fresh(rule(null, 0, 0), "Age", age, "Cache-Control", "s-maxage=60"))
        .isEqualTo(outcome);
  }

  @ParameterizedTest(name = "{0} -> stale for {1} and {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "max-age=9                                            | 100 | 200", // the rule's
        "max-age=9, stale-while-revalidate=1                  | 1   | 200", // RFC 5861 3
        "max-age=9, stale-if-error=2                          | 100 | 2", // RFC 5861 4
        "max-age=9, stale-while-revalidate=0                  | 0   | 200",
        "max-age=9, stale-while-revalidate=x                  | 0   | 200",
        "max-age=9, must-revalidate                           | 0   | 0", // 5.2.2.2
        "max-age=9, proxy-revalidate, stale-if-error=2        | 0   | 0", // 5.2.2.8
        "max-age=9, must-revalidate, stale-while-revalidate=1 | 0   | 0",
        "s-maxage=9                                           | 0   | 0", // 5.2.2.10
        "s-maxage=9, stale-while-revalidate=1                 | 1   | 0",
      })
  void staleTimes_areTheResponsesBeforeTheRules(String cacheControl, long replacing, long error) {
    ResponseFacts response = response("Cache-Control", cacheControl);
    assertThat(judge(response, rule(30L, 100, 200)))
        .isEqualTo(
            new Store(
                Duration.ofSeconds(9), Duration.ofSeconds(replacing), Duration.ofSeconds(error)));
  }

  /** RFC 9111 section 4.2.4: what is stale when it comes is kept for its own stale times. */
  @ParameterizedTest(name = "{0}, Age: {1} -> {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "max-age=0, stale-while-revalidate=10                    | 0  | 0 10 0",
        "max-age=0, stale-if-error=10                            | 0  | 0 0 10",
        "s-maxage=0, stale-while-revalidate=10, stale-if-error=4 | 0  | 0 10 4",
        "max-age=5, stale-while-revalidate=10, stale-if-error=4  | 7  | 0 8 2",
        "max-age=5, stale-while-revalidate=10, stale-if-error=4  | 10 | 0 5 0",
        "max-age=5, stale-while-revalidate=10, stale-if-error=4  | 15 | stale",
        "max-age=0, stale-while-revalidate=0                     | 0  | stale",
        "max-age=0, stale-while-revalidate=9, must-revalidate    | 0  | stale",
        "max-age=0, stale-while-revalidate=9, proxy-revalidate   | 0  | stale",
        "max-age=0                                               | 0  | stale", // not the rule's
        "max-age=5                                               | 5  | stale",
      })
  void staleResponse_isStoredForItsOwnStaleTimes(String cacheControl, String age, String times) {
    ResponseFacts response = response("Cache-Control", cacheControl, "Age", age);
    for (HttpPolicy policy : List.of(HttpPolicy.SAFE, HttpPolicy.RFC)) {
      assertThat(times(judge(policy, response, rule(30L, 100, 200)))).isEqualTo(times);
    }
  }

  /** RFC 9111 section 4.3. */
  @ParameterizedTest(name = "{0}: {1} -> {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "ETag          | \"a\"                          | 0 0 0",
        "Last-Modified | Sat, 21 Nov 2026 07:00:00 GMT  | 0 0 0",
        "ETag          | a                              | stale",
        "X             | y                              | stale",
      })
  void staleResponse_isStoredToBeValidated_whenTheRfcDecides(
      String name, String value, String times) {
    ResponseFacts response = response("Cache-Control", "max-age=0", name, value);
    assertThat(times(judge(HttpPolicy.RFC, response, rule(30L, 100, 200)))).isEqualTo(times);
    assertThat(times(judge(HttpPolicy.SAFE, response, rule(30L, 100, 200)))).isEqualTo("stale");
    HttpPolicy forgetful = withoutValidation();
    assertThat(times(judge(forgetful, response, rule(30L, 100, 200)))).isEqualTo("stale");
  }

  /** RFC 9111 section 4.2.2. */
  @ParameterizedTest(name = "{0}, Last-Modified: {1}, {2} -> {3}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "200 | Sat, 21 Nov 2026 07:00:00 GMT | a               | 360",
        "404 | Sat, 21 Nov 2026 07:00:00 GMT | a               | 360",
        "302 | Sat, 21 Nov 2026 07:00:00 GMT | a               | no-lifetime",
        "302 | Sat, 21 Nov 2026 07:00:00 GMT | public          | 360", // 5.2.2.9
        "200 | Sat, 21 Nov 2026 07:00:00 GMT | max-age=5       | 5", // explicit goes first
        "200 | Sat, 21 Nov 2026 07:00:00 GMT | max-age=x       | stale",
        "200 | Sat, 21 Nov 2026 07:00:00 GMT | must-revalidate | 360",
        "200 | Thu, 21 Nov 1996 07:00:00 GMT | a               | 86400", // the longest
        "200 | Sat, 21 Nov 2026 08:00:00 GMT | a               | no-lifetime",
        "200 | Sat, 21 Nov 2026 07:59:59 GMT | a               | no-lifetime", // less than 1 s
        "200 | Sat, 21 Nov 2026 09:00:00 GMT | a               | no-lifetime",
        "200 | yesterday                     | a               | no-lifetime",
      })
  void lifetime_isAShareOfTheTimeSinceTheLastChange(
      int status, String lastModified, String cacheControl, String outcome) {
    ResponseFacts response =
        facts(status, "Last-Modified", lastModified, "Cache-Control", cacheControl);
    StoreVerdict verdict = judge(withoutValidation(), response, rule(null, 0, 0));
    assertThat(outcome(verdict)).isEqualTo(outcome);
  }

  @Test
  void lifetime_isNoShare_whenTheRuleHasATtlOrExpiresIsThere() {
    String[] changed = {"Last-Modified", "Sat, 21 Nov 2026 07:00:00 GMT", "Expires", "0"};
    assertThat(outcome(judge(withoutValidation(), response(changed), rule(null, 0, 0))))
        .isEqualTo("stale");
    ResponseFacts silent = response("Last-Modified", "Sat, 21 Nov 2026 07:00:00 GMT");
    assertThat(outcome(judge(HttpPolicy.RFC, silent, rule(30L, 0, 0)))).isEqualTo("30");
    assertThat(outcome(judge(HttpPolicy.RFC, silent, null))).isEqualTo("no-lifetime");
    assertThat(outcome(judge(HttpPolicy.SAFE, silent, rule(null, 0, 0)))).isEqualTo("no-lifetime");
  }

  @Test
  void lifetime_isShareOfTheTimeUpToDate_whenThatIsSet() {
    ResponseFacts response =
        response(
            "Last-Modified", "Sat, 21 Nov 2026 07:00:00 GMT",
            "Date", "Sat, 21 Nov 2026 07:59:50 GMT");
    assertThat(outcome(judge(HttpPolicy.RFC, response, rule(null, 0, 0)))) // 3590 / 10 - 10
        .isEqualTo("349");
  }

  /** RFC 9111 section 4.2.3: the greater of Age and the time since Date. */
  @ParameterizedTest(name = "Date: {0}, Age: {1} -> {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "Sat, 21 Nov 2026 07:59:50 GMT | 0  | 50",
        "Sat, 21 Nov 2026 07:59:50 GMT | 5  | 50",
        "Sat, 21 Nov 2026 07:59:50 GMT | 20 | 40",
        "Sat, 21 Nov 2026 07:59:00 GMT | 0  | stale",
        "Sat, 21 Nov 2026 09:00:00 GMT | 0  | 60", // ahead of us
        "yesterday                     | 0  | 60", // wrong: as if it was missing
      })
  void lifetime_isShortenedByTheApparentAge(String date, String age, String outcome) {
    assertThat(fresh(rule(60L, 0, 0), "Date", date, "Age", age)).isEqualTo(outcome);
  }

  /** RFC 9213 section 2.2: Expires and Cache-Control do not count beside a targeted field. */
  @ParameterizedTest(name = "{0}, no rule: {1}, ttl: {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "max-age=90               | 90          | 90", // said to us: the rule does not shorten it
        "max-age=90, s-maxage=5   | 5           | 5",
        "max-age=0                | stale       | stale",
        "must-revalidate          | no-lifetime | 30",
        "max-age=\"9\"            | stale       | stale",
      })
  void lifetime_isThatOfTheTargetedField(String targeted, String alone, String ruled) {
    String[] fields = {
      "Cachelet-Cache-Control", targeted,
      "Cache-Control", "s-maxage=7",
      "Expires", "Sat, 21 Nov 2026 08:00:07 GMT"
    };
    assertThat(outcome(judge(response(fields), null))).isEqualTo(alone);
    assertThat(fresh(rule(30L, 0, 0), fields)).isEqualTo(ruled);
  }

  @ParameterizedTest(name = "{0} -> {1} in safe, {2} in rfc")
  @CsvSource(
      delimiter = '|',
      value = {
        "a                                    | 10 0 0   | 60 100 200",
        "max-age=40                           | 10 0 0   | 40 100 200",
        "s-maxage=40                          | 40 0 0   | 40 0 0",
        "s-maxage=40, stale-while-revalidate=2 | 40 2 0   | 40 2 0",
        "max-age=0, stale-while-revalidate=2  | stale    | 0 2 0",
      })
  void missingPage_isFreshForTenSecondsAndNeverStale_unlessItSaysOtherwiseToUs(
      String cacheControl, String safe, String rfc) {
    ResponseFacts response = facts(404, "Cache-Control", cacheControl);
    assertThat(times(judge(HttpPolicy.SAFE, response, rule(60L, 100, 200)))).isEqualTo(safe);
    assertThat(times(judge(HttpPolicy.RFC, response, rule(60L, 100, 200)))).isEqualTo(rfc);
  }

  /** RFC 9111 section 3: what says no lifetime may not be given one, whatever its status. */
  @Test
  void unusualStatus_hasTheTtl_whenItIsListed() {
    ResponseFacts response = facts(302);
    assertThat(outcome(judge(HttpPolicy.RFC, response, rule(60L, 0, 0)))).isEqualTo("no-lifetime");
    HttpPolicy listed = rfc(new CacheableStatuses(Set.of(302)), Duration.ofHours(1));
    assertThat(outcome(judge(listed, response, rule(60L, 0, 0)))).isEqualTo("60");
    ResponseFacts changed = facts(302, "Last-Modified", "Sat, 21 Nov 2026 07:00:00 GMT");
    assertThat(outcome(judge(listed, changed, rule(null, 0, 0)))) // 4.2.2: no heuristic for it
        .isEqualTo("no-lifetime");
    assertThat(outcome(judge(listed, facts(302, "Cache-Control", "max-age=5"), rule(60L, 0, 0))))
        .isEqualTo("5");
  }

  @Test
  void ruleLifetime_isRefused_whenNegative() {
    assertThatThrownBy(() -> rule(-1L, 0, 0)).hasMessage("ttl is PT-1S, allowed is zero or more");
    assertThatThrownBy(() -> rule(1L, -1, 0))
        .hasMessage("stale-while-revalidate is PT-1S, allowed is zero or more");
    assertThatThrownBy(() -> rule(1L, 0, -1))
        .hasMessage("stale-if-error is PT-1S, allowed is zero or more");
  }

  private static RuleLifetime rule(@Nullable Long ttl, long replacing, long error) {
    Duration fresh = ttl == null ? null : Duration.ofSeconds(ttl);
    return new RuleLifetime(fresh, Duration.ofSeconds(replacing), Duration.ofSeconds(error));
  }

  private static StoreVerdict judge(ResponseFacts response, @Nullable RuleLifetime rule) {
    return judge(HttpPolicy.SAFE, response, rule);
  }

  private static StoreVerdict judge(
      HttpPolicy policy, ResponseFacts response, @Nullable RuleLifetime rule) {
    CacheControl control = CacheControl.of(response.fields(), policy.targetedFields());
    return new LifetimePolicy(policy).judge(response, control, rule);
  }

  private static String fresh(RuleLifetime rule, String... fields) {
    return outcome(judge(response(fields), rule));
  }

  private static HttpPolicy withoutValidation() {
    return rfc(HttpPolicy.RFC.statuses(), Duration.ZERO);
  }

  private static HttpPolicy rfc(CacheableStatuses statuses, Duration keep) {
    HttpPolicy rfc = HttpPolicy.RFC;
    return new HttpPolicy(
        rfc.profile(),
        statuses,
        rfc.heuristic(),
        rfc.heuristicMax(),
        rfc.targetedFields(),
        rfc.setCookies(),
        rfc.authenticated(),
        rfc.rangeMisses(),
        rfc.obeyed(),
        keep);
  }

  private static ResponseFacts response(String... fields) {
    return facts(200, fields);
  }

  private static ResponseFacts facts(int status, String... fields) {
    return new ResponseFacts(status, HttpFields.of(fields), NOW);
  }

  private static String times(StoreVerdict verdict) {
    return verdict instanceof Store store
        ? store.fresh().toSeconds()
            + " "
            + store.staleWhileRevalidate().toSeconds()
            + " "
            + store.staleIfError().toSeconds()
        : outcome(verdict);
  }

  private static String outcome(StoreVerdict verdict) {
    return verdict instanceof Store store
        ? String.valueOf(store.fresh().toSeconds())
        : ((StoreVerdict.Refuse) verdict).reason().word();
  }
}
