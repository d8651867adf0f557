// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session.filter;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.SessionTrackingMode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpUpgradeHandler;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A request whose session is in Redis. */
final class SessionRequest extends HttpServletRequestWrapper {
  private final HttpServletResponse response;
  private final SessionExchange exchange;
  private volatile @Nullable SavingAsyncContext async;

  SessionRequest(
      HttpServletRequest request, HttpServletResponse response, SessionExchange exchange) {
    super(request);
    this.response = response;
    this.exchange = exchange;
  }

  /** Returns whether a request is one of these, or is wrapped around one, in this exchange. */
  static boolean isAlready(ServletRequest request, SessionExchange exchange) {
    ServletRequest inner = request;
    while (inner instanceof ServletRequestWrapper wrapper) {
      if (inner instanceof SessionRequest own && own.exchange == exchange) {
        return true;
      }
      inner = wrapper.getRequest();
    }
    return false;
  }

  @Override
  public @Nullable HttpSession getSession(boolean create) {
    return create ? exchange.findOrBegin() : exchange.find();
  }

  @Override
  public HttpSession getSession() {
    return exchange.findOrBegin();
  }

  @Override
  public String changeSessionId() {
    return exchange.changeId();
  }

  @Override
  public @Nullable String getRequestedSessionId() {
    return exchange.ids().requested().map(RequestedId::text).orElse(null);
  }

  @Override
  public boolean isRequestedSessionIdValid() {
    return exchange.ids().isRequestedValid();
  }

  @Override
  public boolean isRequestedSessionIdFromCookie() {
    return exchange.ids().isFrom(SessionTrackingMode.COOKIE);
  }

  @Override
  public boolean isRequestedSessionIdFromURL() {
    return exchange.ids().isFrom(SessionTrackingMode.URL);
  }

  @Override
  public void login(String user, String password) throws ServletException {
    super.login(user, password);
    exchange.logins().loggedIn();
  }

  @Override
  public void logout() throws ServletException {
    super.logout();
    exchange.logins().loggedOut();
  }

  @Override
  public boolean authenticate(HttpServletResponse to) throws IOException, ServletException {
    boolean isKnown = super.authenticate(to);
    if (isKnown) {
      exchange.logins().authenticated();
    }
    return isKnown;
  }

  @Override
  public <T extends HttpUpgradeHandler> T upgrade(Class<T> handler)
      throws IOException, ServletException {
    exchange.commit();
    return super.upgrade(handler);
  }

  /** Passes this request on, since the container would take its own. */
  @Override
  public AsyncContext startAsync() {
    return startAsync(this, response);
  }

  @Override
  public AsyncContext startAsync(ServletRequest request, ServletResponse to) {
    String path = request == this && to == response ? pathInContext() : null;
    SavingAsyncContext saving =
        new SavingAsyncContext(super.startAsync(request, to), exchange.passage(), path);
    async = saving;
    return saving;
  }

  private String pathInContext() {
    return getRequestURI().substring(getContextPath().length());
  }

  @Override
  public AsyncContext getAsyncContext() {
    AsyncContext real = super.getAsyncContext(); // throws if there is none
    SavingAsyncContext saving = async;
    return saving == null ? real : saving;
  }
}
