// SPDX-License-Identifier: Apache-2.0
package org.cachelet.demo;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Who is asking, as far as a session tells; asking about a visitor never makes a session. */
public final class Visitor {
  private static final String LOGIN = "login";
  private static final String CART = "cart";
  private static final String TOKEN = "token";
  private static final String PURCHASE = "purchase";
  private static final int TOKEN_BYTES = 18;

  private final HttpServletRequest request;

  Visitor(HttpServletRequest request) {
    this.request = request;
  }

  /** Returns what the session remembers of a login, if there was one. */
  public @Nullable Login login() {
    return (Login) read(LOGIN);
  }

  /** Returns the cart; an empty one if there is none. */
  public Cart cart() {
    return read(CART) instanceof Cart cart ? cart : Cart.EMPTY;
  }

  /** Returns what forms must send back; null without a session. */
  public @Nullable String token() {
    return (String) read(TOKEN);
  }

  /** Returns the number of the last order, if there was one. */
  @Nullable Integer purchase() {
    return (Integer) read(PURCHASE);
  }

  /** Returns whether this is the session's token; compares in constant time. */
  boolean hasToken(@Nullable String sent) {
    String token = token();
    return token != null
        && sent != null
        && MessageDigest.isEqual(
            token.getBytes(StandardCharsets.UTF_8), sent.getBytes(StandardCharsets.UTF_8));
  }

  /** Begins a session for a form that needs a token, unless there is one. */
  void welcome() {
    session();
  }

  /** Logs a customer in, under a new session id and a new token; the cart stays. */
  void enter(Account account) {
    HttpSession session = session();
    request.changeSessionId();
    session.setAttribute(TOKEN, newToken());
    session.setAttribute(LOGIN, new Login(account.id(), account.name(), account.administrator()));
  }

  /** Ends the session. */
  void leave() {
    HttpSession session = request.getSession(false);
    if (session != null) {
      session.invalidate();
    }
  }

  /** Remembers a cart. */
  void keep(Cart cart) {
    session().setAttribute(CART, cart);
  }

  /** Remembers an order, which empties the cart. */
  void ordered(int purchase) {
    HttpSession session = session();
    session.removeAttribute(CART);
    session.setAttribute(PURCHASE, purchase);
  }

  private @Nullable Object read(String name) {
    HttpSession session = request.getSession(false);
    return session == null ? null : session.getAttribute(name);
  }

  private HttpSession session() {
    HttpSession session = request.getSession();
    if (session.getAttribute(TOKEN) == null) {
      session.setAttribute(TOKEN, newToken());
    }
    return session;
  }

  private static String newToken() {
    byte[] bytes = new byte[TOKEN_BYTES];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
