// SPDX-License-Identifier: Apache-2.0
package org.cachelet.demo;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a visitor's forms must send back: after a login a token of the session, before it one of a
 * cookie, so that showing a form to a stranger needs no session. Used by one request.
 *
 * <p>The holes of cached pages find it as the request attribute that {@code
 * cachelet.hole.csrf-attribute} names, and ask for its text only where there is a form.
 */
public final class FormToken {
  private static final String NAME = "token";
  private static final String COOKIE = "shop-token";
  private static final Pattern FORM = Pattern.compile("[\\w-]{24}");
  private static final int BYTES = 18;

  private final HttpServletRequest request;
  private final HttpServletResponse response;
  private @Nullable String begun;

  private FormToken(HttpServletRequest request, HttpServletResponse response) {
    this.request = request;
    this.response = response;
  }

  /** Puts the token of its visitor into a request. */
  static void offer(HttpServletRequest request, HttpServletResponse response) {
    request.setAttribute(NAME, new FormToken(request, response));
  }

  /** Gives a session a token of its own, which no older form has. */
  static void renew(HttpSession session) {
    session.setAttribute(NAME, random());
  }

  /** Returns whether the form of a request sent its visitor's token; compares in constant time. */
  static boolean isSentBy(HttpServletRequest request) {
    String sent = request.getParameter(NAME);
    return sent != null && request.getAttribute(NAME) instanceof FormToken token && token.is(sent);
  }

  /** Returns the token; a stranger without one gets a cookie with a new one. */
  public String getToken() {
    String known = known();
    return known != null ? known : begin();
  }

  private boolean is(String sent) {
    String known = known();
    return known != null
        && MessageDigest.isEqual(
            known.getBytes(StandardCharsets.UTF_8), sent.getBytes(StandardCharsets.UTF_8));
  }

  private @Nullable String known() {
    HttpSession session = request.getSession(false);
    Object own = session == null ? null : session.getAttribute(NAME);
    if (own instanceof String token) {
      return token;
    }
    return begun != null ? begun : ofCookie();
  }

  private @Nullable String ofCookie() {
    Cookie[] cookies = Objects.requireNonNullElse(request.getCookies(), new Cookie[0]);
    return Arrays.stream(cookies)
        .filter(cookie -> cookie.getName().equals(COOKIE))
        .map(Cookie::getValue)
        .filter(value -> FORM.matcher(value).matches())
        .findFirst()
        .orElse(null);
  }

  private String begin() {
    String token = random();
    Cookie cookie = new Cookie(COOKIE, token);
    cookie.setPath(request.getContextPath() + "/");
    cookie.setHttpOnly(true);
    cookie.setAttribute("SameSite", "Lax");
    response.addCookie(cookie);
    begun = token;
    return token;
  }

  private static String random() {
    byte[] bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
