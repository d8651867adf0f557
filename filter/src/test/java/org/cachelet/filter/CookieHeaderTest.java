// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.http.Cookie;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CookieHeaderTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a=1                | a=1",
        "a=1;b=2            | a=1; b=2",
        "_ga=1              |",
        "_ga=1; _ga_X=2     |",
        "a=1; _ga=1; b=2    | a=1; b=2",
        "_ga =1             |",
        "_ga                |",
        "a=_ga=1            | a=_ga=1",
        "a                  | a",
        "; ;a=1;            | a=1",
        "''                 |",
      })
  void visible_leavesOutIgnoredCookies(String sent, String visible) {
    assertThat(
            CookieHeader.visible(
                Collections.enumeration(List.of(sent)), name -> name.startsWith("_ga")))
        .isEqualTo(visible);
  }

  @Test
  void setting_hasAllAttributes() {
    Cookie cookie = new Cookie("a", "1");
    cookie.setMaxAge(5);
    cookie.setPath("/x");
    cookie.setHttpOnly(true);
    cookie.setAttribute("SameSite", "Lax");
    assertThat(CookieHeader.setting(cookie).split("; "))
        .startsWith("a=1")
        .containsExactlyInAnyOrder("a=1", "Max-Age=5", "Path=/x", "SameSite=Lax", "HttpOnly");
    assertThat(CookieHeader.setting(new Cookie("b", ""))).isEqualTo("b=");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1; Domain=evil.example", "1\r\nX: y", "\u00e9"})
  void setting_isRefused_whenAPartWouldEndEarly(String value) {
    assertThatThrownBy(() -> CookieHeader.setting(new Cookie("a", value)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a cookie has a character that is not allowed");
  }
}
