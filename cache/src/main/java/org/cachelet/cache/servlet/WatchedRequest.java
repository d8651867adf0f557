// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache.servlet;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletConnection;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpUpgradeHandler;
import jakarta.servlet.http.PushBuilder;
import java.io.IOException;
import java.security.Principal;
import org.jspecify.annotations.Nullable;

/**
 * The request as pages see it: what is read of it while a fragment is made is reported, so that
 * nobody is shown what was made for somebody else. While none is made, it is the request that it
 * stands for. Used by one request.
 *
 * <p>Compiled against Servlet 6.1, and runs on 6.0.
 */
public final class WatchedRequest extends WatchedMessage {
  private static final String ID = "the id of the session";
  private static final String CONNECTION = "the connection of the client";
  private static final String ASYNC = "the request was made asynchronous";

  private @Nullable HttpSession session;
  private @Nullable WatchedSession watchedSession;

  private WatchedRequest(HttpServletRequest request) {
    super(request);
  }

  /** Returns the request, watched from outside: of what the container did in between, too. */
  public static HttpServletRequest around(HttpServletRequest request) {
    return request instanceof WatchedRequest ? request : new WatchedRequest(request);
  }

  /** Returns a request, watched if it is one of HTTP. */
  public static ServletRequest around(ServletRequest request) {
    return request instanceof HttpServletRequest http ? around(http) : request;
  }

  /** Returns the request for which a watched one stands; any other as it is. */
  public static ServletRequest within(ServletRequest request) {
    return request instanceof WatchedRequest watched ? watched.getRequest() : request;
  }

  @Override
  public @Nullable String getRemoteUser() {
    return watch().read("user", super::getRemoteUser);
  }

  @Override
  public @Nullable Principal getUserPrincipal() {
    return watch().read("user", super::getUserPrincipal);
  }

  @Override
  public boolean isUserInRole(String role) {
    return watch().read("role", role, () -> super.isUserInRole(role));
  }

  @Override
  public @Nullable String getAuthType() {
    return watch().read("auth-type", super::getAuthType);
  }

  @Override
  public boolean authenticate(HttpServletResponse response) throws IOException, ServletException {
    Watch.reportChange("the user was asked to log in");
    return super.authenticate(response);
  }

  @Override
  public void login(String user, String password) throws ServletException {
    Watch.reportChange("the user was logged in");
    super.login(user, password);
  }

  @Override
  public void logout() throws ServletException {
    Watch.reportChange("the user was logged out");
    super.logout();
  }

  @Override
  public String getRemoteAddr() {
    return watch().read("remote-address", super::getRemoteAddr);
  }

  @Override
  public String getRemoteHost() {
    return watch().read("remote-address", super::getRemoteHost);
  }

  @Override
  public int getRemotePort() {
    Watch.reportPersonal(CONNECTION);
    return super.getRemotePort();
  }

  @Override
  public String getRequestId() {
    Watch.reportPersonal("the id of the request");
    return super.getRequestId();
  }

  @Override
  public String getProtocolRequestId() {
    Watch.reportPersonal("the id of the request");
    return super.getProtocolRequestId();
  }

  @Override
  public ServletConnection getServletConnection() {
    Watch.reportPersonal(CONNECTION);
    return super.getServletConnection();
  }

  @Override
  public boolean isSecure() {
    return watch().read("scheme", super::isSecure);
  }

  @Override
  public <T extends HttpUpgradeHandler> T upgrade(Class<T> handler)
      throws IOException, ServletException {
    Watch.reportChange("the protocol of the connection was changed");
    return super.upgrade(handler);
  }

  @Override
  @SuppressWarnings("deprecation") // applications of Servlet 6.0 may call it
  public @Nullable PushBuilder newPushBuilder() {
    Watch.reportChange("something was pushed to the client");
    return super.newPushBuilder();
  }

  @Override
  public @Nullable String getRequestedSessionId() {
    Watch.reportPersonal(ID);
    return super.getRequestedSessionId();
  }

  @Override
  public boolean isRequestedSessionIdValid() {
    return watch().read("requested-session", super::isRequestedSessionIdValid);
  }

  @Override
  public boolean isRequestedSessionIdFromCookie() {
    return watch().read("requested-session", super::isRequestedSessionIdFromCookie);
  }

  @Override
  public boolean isRequestedSessionIdFromURL() {
    return watch().read("requested-session", super::isRequestedSessionIdFromURL);
  }

  @Override
  public String changeSessionId() {
    Watch.reportChange("the id of the session was changed");
    return super.changeSessionId();
  }

  @Override
  public HttpSession getSession() {
    return watched(super.getSession());
  }

  /** Whether there is a session is something read, too: another visitor may have none. */
  @Override
  public @Nullable HttpSession getSession(boolean create) {
    if (!create) {
      Watch.report("session", "");
    }
    HttpSession found = super.getSession(create);
    return found == null ? null : watched(found);
  }

  /** The same session is the same object: applications lock it. */
  private HttpSession watched(HttpSession found) {
    WatchedSession known = watchedSession;
    if (known == null || session != found) {
      known = WatchedSession.around(found);
      session = found;
      watchedSession = known;
    }
    return known;
  }

  @Override
  public AsyncContext startAsync() {
    Watch.reportChange(ASYNC);
    return WatchedAsyncContext.of(super.startAsync(), this);
  }

  @Override
  public AsyncContext startAsync(ServletRequest request, ServletResponse response) {
    Watch.reportChange(ASYNC);
    return super.startAsync(request, response);
  }

  @Override
  public AsyncContext getAsyncContext() {
    return WatchedAsyncContext.of(super.getAsyncContext(), this);
  }
}
