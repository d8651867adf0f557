// SPDX-License-Identifier: Apache-2.0
package org.cachelet.taglib;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpSession;
import java.security.Principal;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.Locale;
import java.util.Map;
import org.cachelet.cache.Dependencies;
import org.cachelet.cache.Input;
import org.cachelet.cache.LogPosition;
import org.jspecify.annotations.Nullable;

/**
 * The request as pages see it: what is read of it while a fragment is made is reported, so that
 * nobody is shown what was made for somebody else. Used by one request.
 */
final class WatchedRequest extends HttpServletRequestWrapper {
  private static final StackWalker STACK = StackWalker.getInstance();

  private WatchedRequest(HttpServletRequest request) {
    super(request);
  }

  /** Returns the request, watched once. */
  static HttpServletRequest around(HttpServletRequest request) {
    ServletRequest inner = request;
    while (inner instanceof ServletRequestWrapper wrapper) {
      if (inner instanceof WatchedRequest) {
        return request;
      }
      inner = wrapper.getRequest();
    }
    return new WatchedRequest(request);
  }

  /** Reports that an input was read, if a fragment is being made. */
  static void report(String kind, String name) {
    if (OpenBody.current() != null) {
      Dependencies.current().read(new Input(kind, name));
    }
  }

  /** Reports that something of the visitor was read by which no fragment can vary. */
  static void reportPersonal(String what) {
    if (OpenBody.current() != null) {
      Dependencies.current().refuse(what + " was read in a fragment, which cannot vary by it");
    }
  }

  /** Reports a change that is not made again when the fragment is used. */
  static void reportChange(String what) {
    if (OpenBody.current() != null) {
      Dependencies.current().keepUnique(what + " in it");
    }
  }

  @Override
  public @Nullable String getHeader(String name) {
    report("header", name.toLowerCase(Locale.ROOT));
    return super.getHeader(name);
  }

  @Override
  public Enumeration<String> getHeaders(String name) {
    report("header", name.toLowerCase(Locale.ROOT));
    return super.getHeaders(name);
  }

  @Override
  public int getIntHeader(String name) {
    report("header", name.toLowerCase(Locale.ROOT));
    return super.getIntHeader(name);
  }

  @Override
  public long getDateHeader(String name) {
    report("header", name.toLowerCase(Locale.ROOT));
    return super.getDateHeader(name);
  }

  @Override
  public Cookie @Nullable [] getCookies() {
    OpenBody body = OpenBody.current();
    Cookie[] cookies = super.getCookies();
    if (body == null) {
      return cookies;
    }
    if (!body.variesByCookie()) {
      report("cookie-names", ""); // which of them is looked for cannot be seen
    }
    return cookies == null
        ? null
        : Arrays.stream(cookies).map(WatchedCookie::new).toArray(Cookie[]::new);
  }

  @Override
  public Locale getLocale() {
    report("locale", "");
    return super.getLocale();
  }

  @Override
  public Enumeration<Locale> getLocales() {
    report("locales", "");
    return super.getLocales();
  }

  @Override
  public @Nullable String getParameter(String name) {
    report("param", name);
    return super.getParameter(name);
  }

  @Override
  public String @Nullable [] getParameterValues(String name) {
    report("param", name);
    return super.getParameterValues(name);
  }

  @Override
  public Map<String, String[]> getParameterMap() {
    report("query", "");
    return super.getParameterMap();
  }

  @Override
  public Enumeration<String> getParameterNames() {
    report("query", "");
    return super.getParameterNames();
  }

  /** Containers look for words of their own in it, of which the content does not depend. */
  @Override
  public @Nullable String getQueryString() {
    if (OpenBody.current() != null && isReadByContainer()) {
      Dependencies.Scope nobody = Dependencies.begin("", LogPosition.START).enter();
      try {
        return super.getQueryString();
      } finally {
        nobody.close();
      }
    }
    report("query", "");
    return super.getQueryString();
  }

  private static boolean isReadByContainer() {
    return STACK.walk(
        frames ->
            frames
                .map(StackWalker.StackFrame::getClassName)
                .filter(
                    name ->
                        !name.equals(WatchedRequest.class.getName())
                            && !name.endsWith("RequestWrapper"))
                .findFirst()
                .filter(
                    name ->
                        name.startsWith("org.apache.jasper.servlet.")
                            || name.startsWith("org.apache.catalina.")
                            || name.startsWith("org.eclipse.jetty."))
                .isPresent());
  }

  @Override
  public @Nullable String getRemoteUser() {
    report("user", "");
    return super.getRemoteUser();
  }

  @Override
  public @Nullable Principal getUserPrincipal() {
    report("user", "");
    return super.getUserPrincipal();
  }

  @Override
  public boolean isUserInRole(String role) {
    report("role", role);
    return super.isUserInRole(role);
  }

  @Override
  public String getRemoteAddr() {
    report("remote-address", "");
    return super.getRemoteAddr();
  }

  @Override
  public String getRemoteHost() {
    report("remote-address", "");
    return super.getRemoteHost();
  }

  @Override
  public @Nullable String getRequestedSessionId() {
    reportPersonal("the id of the session");
    return super.getRequestedSessionId();
  }

  @Override
  public HttpSession getSession() {
    return WatchedSession.around(super.getSession());
  }

  @Override
  public @Nullable HttpSession getSession(boolean create) {
    HttpSession session = super.getSession(create);
    return session == null ? null : WatchedSession.around(session);
  }

  @Override
  public Enumeration<String> getHeaderNames() {
    report("header-names", "");
    return super.getHeaderNames();
  }

  @Override
  public String getRequestURI() {
    report("path", "");
    return super.getRequestURI();
  }

  @Override
  public StringBuffer getRequestURL() {
    report("path", "");
    report("host", "");
    report("scheme", "");
    return super.getRequestURL();
  }

  @Override
  public String getServerName() {
    report("host", "");
    return super.getServerName();
  }

  @Override
  public int getServerPort() {
    report("host", "");
    return super.getServerPort();
  }

  @Override
  public String getScheme() {
    report("scheme", "");
    return super.getScheme();
  }

  @Override
  public boolean isSecure() {
    report("scheme", "");
    return super.isSecure();
  }

  /** A cookie whose value is reported when it is read. */
  private static final class WatchedCookie extends Cookie {
    private static final long serialVersionUID = 1;

    WatchedCookie(Cookie cookie) {
      super(cookie.getName(), cookie.getValue());
    }

    @Override
    public String getValue() {
      report("cookie", getName());
      return super.getValue();
    }
  }
}
