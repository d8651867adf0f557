// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.cachelet.filter.http.RequestCacheControl.Staleness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 9111 sections 5.2.1 and 5.4. */
final class RequestCacheControlTest {
  private static final Set<RequestDirective> ALL = EnumSet.allOf(RequestDirective.class);

  @ParameterizedTest(name = "{0}, age {1}, fresh for {2}, stale {3} -> {4}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "max-age=10            | 10 |  50 | ALLOWED   | true", // 5.2.1.1
        "max-age=10            | 11 |  50 | ALLOWED   | false",
        "max-age=0             | 0  |  50 | ALLOWED   | true",
        "max-age=\"10\"        | 11 |  50 | ALLOWED   | false", // 5.2: both forms
        "MAX-AGE=10            | 11 |  50 | ALLOWED   | false",
        "max-age=10, max-age=5 | 7  |  50 | ALLOWED   | false",
        "max-age=oops          | 11 |  50 | ALLOWED   | true",
        "max-age               | 11 |  50 | ALLOWED   | true",
        "max-age=100           | 60 | -10 | ALLOWED   | false", // no stale response
        "max-stale             | 60 | -10 | ALLOWED   | true", // 5.2.1.2
        "max-stale=10          | 60 | -10 | ALLOWED   | true",
        "max-stale=9           | 60 | -10 | ALLOWED   | false",
        "max-stale             | 60 | -10 | FORBIDDEN | false", // 4.2.4
        "max-stale             | 60 |  10 | FORBIDDEN | true", // it is fresh
        "max-stale, max-age=9  | 60 | -10 | ALLOWED   | false",
        "max-stale, max-age=60 | 60 | -10 | ALLOWED   | true",
        "min-fresh=10          | 0  |  10 | ALLOWED   | true", // 5.2.1.3
        "min-fresh=10          | 0  |   9 | ALLOWED   | false",
        "min-fresh=5, min-fresh=10 | 0 | 9 | ALLOWED  | false",
        "min-fresh=0           | 0  |  -1 | ALLOWED   | false",
        "no-cache              | 0  |  50 | ALLOWED   | false", // 5.2.1.4
        "no-cache=x            | 0  |  50 | ALLOWED   | false",
        "no-store              | 0  |  50 | ALLOWED   | true", // 5.2.1.5
        "no-transform, x=y     | 0  |  50 | ALLOWED   | true",
        "only-if-cached        | 60 | -10 | ALLOWED   | true", // while it is replaced
      })
  void response_isAccepted_asTheRequestSays(
      String lines, int age, int left, Staleness staleness, boolean accepted) {
    RequestCacheControl control = RequestCacheControl.parse(List.of(lines), ALL);
    assertThat(control.accepts(Duration.ofSeconds(age), Duration.ofSeconds(left), staleness))
        .isEqualTo(accepted);
  }

  @Test
  void directives_areToldApart() {
    RequestCacheControl all =
        RequestCacheControl.parse(List.of("no-store", "Only-If-Cached, no-cache , max-stale"), ALL);
    assertThat(all.noStore()).isTrue();
    assertThat(all.onlyIfCached()).isTrue();
    assertThat(all.noCache()).isTrue();
    assertThat(all.asksForStale()).isTrue();
    RequestCacheControl other = RequestCacheControl.parse(List.of("max-age=1"), ALL);
    assertThat(other.noStore()).isFalse();
    assertThat(other.onlyIfCached()).isFalse();
    assertThat(other.asksForStale()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"NO_CACHE, no-cache", "MAX_AGE, max-age=0", "ONLY_IF_CACHED, only-if-cached"})
  void directive_isIgnored_unlessItIsObeyed(RequestDirective directive, String line) {
    Set<RequestDirective> others = EnumSet.complementOf(EnumSet.of(directive));
    assertThat(RequestCacheControl.parse(List.of(line), others)).isSameAs(RequestCacheControl.NONE);
    assertThat(RequestCacheControl.parse(List.of(line), Set.of(directive)))
        .isNotSameAs(RequestCacheControl.NONE);
  }
}
