// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HostPatternsTest {
  @ParameterizedTest(name = "{0} for {1} port {2}: {3}")
  @CsvSource({
    "shop.example.com, shop.example.com, 443, true",
    "shop.example.com, SHOP.example.COM, 8080, true",
    "Shop.Example.com, shop.example.com, 443, true",
    "shop.example.com, shop.example.com., 443, false",
    "shop.example.com, xshop.example.com, 443, false",
    "shop.example.com, shop.example.com.evil.example, 443, false",
    "shop.example.com, example.com, 443, false",
    "*.example.com, shop.example.com, 443, true",
    "*.example.com, a.b.example.COM, 443, true",
    "*.example.com, example.com, 443, false",
    "*.example.com, .example.com, 443, false",
    "*.example.com, a..example.com, 443, false",
    "*.example.com, a<b.example.com, 443, false",
    "*.example.com, badexample.com, 443, false",
    "localhost:*, localhost, 8080, true",
    "localhost, localhost, 8080, true",
    "localhost:8080, localhost, 8080, true",
    "localhost:8080, localhost, 80, false",
    "*.example.com:443, a.example.com, 80, false",
    "127.0.0.1, 127.0.0.1, 80, true",
    "[::1], [::1], 80, true",
    "[::1], ::1, 80, true",
    "[::1]:8080, [::1], 8080, true",
    "[::1]:8080, [::1], 80, false",
    "[2001:DB8::1]:*, [2001:db8::1], 80, true",
    "my_host, my_host, 80, true",
  })
  void allows_followsTheForms(String pattern, String host, int port, boolean allowed) {
    assertThat(HostPatterns.of(List.of(pattern)).allows(host, port)).isEqualTo(allowed);
  }

  @Test
  void allows_triesEachPattern() {
    HostPatterns hosts = HostPatterns.of(List.of("a.example", "localhost:*"));
    assertThat(hosts.allows("localhost", 1)).isTrue();
    assertThat(hosts.allows("b.example", 1)).isFalse();
    assertThat(HostPatterns.of(List.of()).allows("localhost", 1)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "*.",
        "*:80",
        "a.*",
        "a..b",
        ".a",
        "a.",
        "a b",
        "http://a",
        "a/b",
        "a:",
        "a:0",
        "a:65536",
        "a:x",
        "a:80:80",
        "::1",
        "[::1",
        "[]",
        "[a]",
        "[::1]8080",
        "[::1]x:",
        "*x.a"
      })
  void pattern_isRefused_whenWrong(String pattern) {
    assertThatThrownBy(() -> HostPatterns.of(List.of(pattern)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "host '%s' is wrong, allowed are shop.example.com, *.example.com, [::1],"
                + " each also with a port such as :8080 or :*",
            pattern);
  }

  @Test
  void everyHost_isAllowed_byALoneStar() {
    assertThat(HostPatterns.of(List.of("*")).allows("any.example", 8080)).isTrue();
    assertThatThrownBy(() -> HostPatterns.of(List.of("*", "shop.example.com")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
