// SPDX-License-Identifier: Apache-2.0
package org.cachelet.demo;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/** A language in which the shop helps its visitors; the goods are described in English only. */
public enum Language {
  EN(Locale.ENGLISH),
  DE(Locale.GERMAN);

  static final String COOKIE = "language";

  private final Locale locale;

  Language(Locale locale) {
    this.locale = locale;
  }

  /** Returns the language that a visitor chose, else the first that the browser asks for. */
  static Language of(HttpServletRequest request) {
    Cookie[] cookies = Objects.requireNonNullElse(request.getCookies(), new Cookie[0]);
    return Arrays.stream(cookies)
        .filter(cookie -> cookie.getName().equals(COOKIE))
        .flatMap(cookie -> named(cookie.getValue()).stream())
        .findFirst()
        .orElseGet(() -> wished(Collections.list(request.getLocales())));
  }

  /** Returns the language with this code, such as {@code de}. */
  static Optional<Language> named(String code) {
    return Arrays.stream(values()).filter(one -> one.code().equals(code)).findFirst();
  }

  private static Language wished(List<Locale> wishes) {
    return wishes.stream()
        .flatMap(wish -> named(wish.getLanguage()).stream())
        .findFirst()
        .orElse(EN);
  }

  /** Returns the code, such as {@code de}. */
  public String code() {
    return locale.getLanguage();
  }

  /** Returns the locale for texts. */
  Locale locale() {
    return locale;
  }
}
