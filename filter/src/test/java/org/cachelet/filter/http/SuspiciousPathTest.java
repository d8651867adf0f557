// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SuspiciousPathTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/catalog",
        "/catalog/",
        "/product/1.html",
        "/.well-known/x",
        "/a...b/...",
        "/a..b/..c/.d",
        "/a%20b",
        "/caf%C3%A9",
        "/%e2%82%ac/%f0%9f%98%80",
        "/a:b@c,d+e=f&g!h$'()*",
        "/%40%2C%2A",
      })
  void find_isEmpty_whenThePathIsPlain(String path) {
    assertThat(SuspiciousPath.find(path)).isEmpty();
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "/a;jsessionid=1, ;",
        "/a\\b, \\",
        "//, //",
        "/a//b, //",
        "/a//, //",
        "/., /.",
        "/.., /..",
        "/./a, /./",
        "/a/../b, /../",
        "/a/.., /..",
        "/a#b, #",
        "/a?b, ?",
        "/a%2fb, %2f",
        "/a%2Fb, %2F",
        "/a%5cb, %5c",
        "/a%2e, %2e",
        "/a%00, %00",
        "/a%0a, %0a",
        "/a%0D, %0D",
        "/a%1f, %1f",
        "/a%7f, %7f",
        "/a%23, %23",
        "/a%3b, %3b",
        "/a%3F, %3F",
        "/a%25, %25",
        "/%252e%252e/, %25",
        "/%61dmin, %61", // RFC 3986 2.3: needs no encoding
        "/my%2Daccount, %2D",
        "/a%7E, %7E",
        "/a%39, %39",
        "/a%, %",
        "/a%4, %4",
        "/a%zz, %zz",
        "/a%ff, %ff", // not UTF-8
        "/a%80, %80",
        "/a%c3, %c3",
        "/a%c3x, %c3",
        "/a%c3%28, %c3",
        "/a%c0%af, %c0", // a slash in two octets
        "/a%e0%80%af, %e0",
        "/a%f0%80%80%af, %f0",
        "/a%ed%a0%80, %ed", // a surrogate
        "/a%f4%90%80%80, %f4", // beyond Unicode
        "/a%f8%88%80%80%80, %f8",
        "/a\u0001b, character 0x01",
        "/a\tb, character 0x09",
        "/a b, character 0x20",
        "/a\u007f, character 0x7f",
        "/caf\u00e9, character 0xe9",
        "a, no / at the start",
        "http://evil.example/, no / at the start",
        "*, no / at the start",
        "``, no / at the start",
      })
  void find_saysWhat_whenThePathIsSuspicious(String path, String found) {
    assertThat(SuspiciousPath.find(path)).contains(found);
  }

  @Test
  void find_knowsEachOctet() {
    StringBuilder plain = new StringBuilder();
    for (int octet = 0; octet < 256; octet++) {
      if (SuspiciousPath.find(String.format("/%%%02x", octet)).isEmpty()) {
        plain.append((char) octet);
      }
    }
    assertThat(plain.toString()).isEqualTo(" !\"$&'()*+,:<=>@[]^`{|}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/a/../b", "//**", "/caf\u00e9", "*.a%2fb"})
  void pattern_isRefused_whenNoPageCanMatch(String pattern) {
    assertThatThrownBy(() -> SuspiciousPath.pattern(pattern))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("path '" + pattern + "' can never match");
  }
}
