// SPDX-License-Identifier: Apache-2.0
package org.cachelet.demo;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Instant;
import org.cachelet.session.filter.ServletSessions;
import org.jspecify.annotations.Nullable;

/** Who is asking, as far as a session tells; asking about a visitor never makes a session. */
public final class Visitor {
  private static final String LOGIN = "login";
  static final String CART = "cart";
  private static final String PURCHASE = "purchase";

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

  /** Returns the number of the last order, if there was one. */
  @Nullable Integer purchase() {
    return (Integer) read(PURCHASE);
  }

  /** Logs a customer in, under a new session id and a new token; the cart stays. */
  void enter(Account account, Instant now) {
    HttpSession session = request.getSession();
    request.changeSessionId();
    FormToken.renew(session);
    Role role = account.administrator() ? Role.ADMIN : Role.CUSTOMER;
    Login login = new Login(account.id(), account.name(), role, now);
    session.setAttribute(LOGIN, login);
    ServletSessions.setUser(request, login.name());
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
    request.getSession().setAttribute(CART, cart);
  }

  /** Remembers an order, which empties the cart. */
  void ordered(int purchase) {
    HttpSession session = request.getSession();
    session.removeAttribute(CART);
    session.setAttribute(PURCHASE, purchase);
  }

  private @Nullable Object read(String name) {
    HttpSession session = request.getSession(false);
    return session == null ? null : session.getAttribute(name);
  }
}
