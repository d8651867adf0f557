// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session.tomcat;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import org.jspecify.annotations.Nullable;

/** A request with a shared session as its application sees it. Used by one request. */
final class ExchangeRequest extends HttpServletRequestWrapper {
  private final Exchange exchange;

  /** Wraps a request of Tomcat. */
  ExchangeRequest(HttpServletRequest request, Exchange exchange) {
    super(request);
    this.exchange = exchange;
  }

  /** Returns what belongs to the request. */
  Exchange exchange() {
    return exchange;
  }

  @Override
  public @Nullable String getRequestedSessionId() {
    return super.getRequestedSessionId() == null ? null : exchange.sentId();
  }

  /** Gives the session another id, and returns it as the session does. */
  @Override
  public String changeSessionId() {
    super.changeSessionId();
    return getSession().getId();
  }

  @Override
  public @Nullable Principal getUserPrincipal() {
    exchange.recallUser();
    return super.getUserPrincipal();
  }

  @Override
  public @Nullable String getRemoteUser() {
    exchange.recallUser();
    return super.getRemoteUser();
  }

  @Override
  public @Nullable String getAuthType() {
    exchange.recallUser();
    return super.getAuthType();
  }

  @Override
  public boolean isUserInRole(String role) {
    exchange.recallUser();
    return super.isUserInRole(role);
  }

  @Override
  public boolean authenticate(HttpServletResponse response) throws IOException, ServletException {
    exchange.recallUser();
    return super.authenticate(response);
  }

  @Override
  public void login(String name, String password) throws ServletException {
    exchange.recallUser();
    super.login(name, password);
  }

  @Override
  public void logout() throws ServletException {
    exchange.recallUser();
    super.logout();
  }

  @Override
  public AsyncContext startAsync() {
    return ExchangeAsyncContext.begun(super.startAsync(), exchange);
  }

  @Override
  public AsyncContext startAsync(ServletRequest request, ServletResponse response) {
    return ExchangeAsyncContext.begun(super.startAsync(request, response), exchange);
  }

  @Override
  public AsyncContext getAsyncContext() {
    return new ExchangeAsyncContext(super.getAsyncContext(), exchange);
  }
}
