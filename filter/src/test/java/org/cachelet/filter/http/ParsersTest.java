// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter.http;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import org.cachelet.cache.PathPattern;
import org.cachelet.filter.http.RequestFacts.Credentials;
import org.junit.jupiter.api.Test;

/** What strangers and applications send is read without an exception, whatever it is. */
final class ParsersTest {
  private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");
  private static final List<String> PIECES =
      List.of(
          "max-age=",
          "private",
          "no-cache=",
          "stale-while-revalidate=",
          "must-understand",
          "?0",
          "@",
          "(",
          ")",
          "%\"",
          "no-store",
          "\"",
          "\\",
          ",",
          ";",
          "=",
          " ",
          "\t",
          "W/",
          "*",
          "q=",
          "gzip",
          "Sun, 06 Nov 1994 08:49:37 GMT",
          "Sun Nov",
          "06",
          ":",
          "-",
          "%",
          "%2",
          "%c3",
          "%e2%82",
          "/",
          "..",
          "&",
          "+",
          "utm_",
          "[",
          "]",
          "99999999999999999999",
          "0.",
          "\u0000",
          "\u00e9",
          "\ud83d",
          "\u20ac");

  @Test
  void parsers_neverThrow() {
    eachText(text -> CacheControl.parse(List.of(text)).withheldFields());
    eachText(TargetedParser::parse);
    eachText(text -> Vary.of(HttpFields.of("Vary", text)));
    eachText(text -> HttpDate.parse(text, NOW));
    eachText(EntityTag::parse);
    eachText(EntityTag::parseList);
    eachText(AcceptEncoding::normalized);
    eachText(SuspiciousPath::find);
    NamePatterns ignored = NamePatterns.of(List.of("utm_*"));
    eachText(text -> CanonicalQuery.of(text, ignored));
    HostPatterns hosts = HostPatterns.of(List.of("*.example.com", "[::1]"));
    eachText(text -> hosts.allows(text, 80));
    PathPattern pattern = PathPattern.of("/a/*/b/**");
    eachText(pattern::matches);
  }

  @Test
  void policies_neverThrow() {
    StorePolicy safe = StorePolicy.of(HttpPolicy.SAFE);
    StorePolicy rfc = StorePolicy.of(HttpPolicy.RFC);
    RequestFacts request = new RequestFacts("GET", Credentials.NONE, Set.of());
    RuleLifetime rule = new RuleLifetime(Duration.ofSeconds(9), Duration.ZERO, Duration.ZERO);
    RuleLifetime none = new RuleLifetime(null, Duration.ZERO, Duration.ZERO);
    List<String> names =
        List.of(
            "Cachelet-Cache-Control",
            "Cache-Control",
            "Age",
            "Expires",
            "Date",
            "ETag",
            "Last-Modified");
    eachText(
        text -> {
          HttpFields.Builder fields = HttpFields.builder();
          names.forEach(name -> fields.add(name, text));
          ResponseFacts response = new ResponseFacts(200, fields.build(), NOW);
          safe.judge(request, response, rule);
          rfc.judge(request, response, none);
          new Conditions(text, text).evaluate("GET", Validators.of(response), NOW);
          new Conditions(null, text).evaluate("GET", Validators.of(response), NOW);
        });
  }

  private static void eachText(Consumer<String> parser) {
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      int pieces = random.nextInt(9);
      for (int piece = 0; piece < pieces; piece++) {
        boolean known = random.nextInt(4) > 0;
        text.append(known ? PIECES.get(random.nextInt(PIECES.size())) : (char) random.nextInt(256));
      }
      assertThatCode(() -> parser.accept(text.toString()))
          .as("%s", text)
          .doesNotThrowAnyException();
    }
  }
}
