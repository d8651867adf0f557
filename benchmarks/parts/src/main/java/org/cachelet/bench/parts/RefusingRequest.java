// SPDX-License-Identifier: Apache-2.0
package org.cachelet.bench.parts;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletConnection;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpUpgradeHandler;
import jakarta.servlet.http.Part;
import java.io.BufferedReader;
import java.util.Collection;

/** Refuses all that no benchmark asks of a request, so that nothing is asked unnoticed. */
abstract class RefusingRequest implements HttpServletRequest {
  @Override
  public long getDateHeader(String a) {
    throw refused("getDateHeader");
  }

  @Override
  public int getIntHeader(String a) {
    throw refused("getIntHeader");
  }

  @Override
  public String getPathTranslated() {
    throw refused("getPathTranslated");
  }

  @Override
  public StringBuffer getRequestURL() {
    throw refused("getRequestURL");
  }

  @Override
  public HttpSession getSession() {
    throw refused("getSession");
  }

  @Override
  public String changeSessionId() {
    throw refused("changeSessionId");
  }

  @Override
  public boolean isRequestedSessionIdValid() {
    throw refused("isRequestedSessionIdValid");
  }

  @Override
  public boolean isRequestedSessionIdFromCookie() {
    throw refused("isRequestedSessionIdFromCookie");
  }

  @Override
  public boolean isRequestedSessionIdFromURL() {
    throw refused("isRequestedSessionIdFromURL");
  }

  @Override
  public boolean authenticate(HttpServletResponse a) {
    throw refused("authenticate");
  }

  @Override
  public void login(String a, String b) {
    throw refused("login");
  }

  @Override
  public void logout() {
    throw refused("logout");
  }

  @Override
  public Collection<Part> getParts() {
    throw refused("getParts");
  }

  @Override
  public Part getPart(String a) {
    throw refused("getPart");
  }

  @Override
  public <T extends HttpUpgradeHandler> T upgrade(Class<T> a) {
    throw refused("upgrade");
  }

  @Override
  public void setCharacterEncoding(String a) {
    throw refused("setCharacterEncoding");
  }

  @Override
  public ServletInputStream getInputStream() {
    throw refused("getInputStream");
  }

  @Override
  public BufferedReader getReader() {
    throw refused("getReader");
  }

  @Override
  public String getRemoteHost() {
    throw refused("getRemoteHost");
  }

  @Override
  public RequestDispatcher getRequestDispatcher(String a) {
    throw refused("getRequestDispatcher");
  }

  @Override
  public int getRemotePort() {
    throw refused("getRemotePort");
  }

  @Override
  public String getLocalName() {
    throw refused("getLocalName");
  }

  @Override
  public String getLocalAddr() {
    throw refused("getLocalAddr");
  }

  @Override
  public int getLocalPort() {
    throw refused("getLocalPort");
  }

  @Override
  public AsyncContext startAsync() {
    throw refused("startAsync");
  }

  @Override
  public AsyncContext startAsync(ServletRequest a, ServletResponse b) {
    throw refused("startAsync");
  }

  @Override
  public AsyncContext getAsyncContext() {
    throw refused("getAsyncContext");
  }

  @Override
  public String getRequestId() {
    throw refused("getRequestId");
  }

  @Override
  public String getProtocolRequestId() {
    throw refused("getProtocolRequestId");
  }

  @Override
  public ServletConnection getServletConnection() {
    throw refused("getServletConnection");
  }

  private static UnsupportedOperationException refused(String method) {
    return new UnsupportedOperationException("the benchmark has no " + method);
  }
}
