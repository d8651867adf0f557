// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
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

  @Test
  void missingPage_isFreshForTenSecondsAndNeverStale() {
    ResponseFacts response = new ResponseFacts(404, HttpFields.EMPTY, NOW);
    assertThat(judge(response, rule(60L, 100, 200)))
        .isEqualTo(new Store(Duration.ofSeconds(10), Duration.ZERO, Duration.ZERO));
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

  private static ResponseFacts response(String... fields) {
    return new ResponseFacts(200, HttpFields.of(fields), NOW);
  }

  private static String outcome(StoreVerdict verdict) {
    return verdict instanceof Store store
        ? String.valueOf(store.fresh().toSeconds())
        : ((StoreVerdict.Refuse) verdict).reason().word();
  }
}
