// SPDX-License-Identifier: Apache-2.0
package org.cachelet.taglib;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpSession;
import java.security.Principal;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
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
  private static final String OWN = WatchedRequest.class.getName();
  private static final Pattern WRAPPER = Pattern.compile("Request(Wrapper)?$");
  private static final Pattern CONTAINER =
      Pattern.compile(
          "org\\.apache\\.jasper\\.servlet\\.|org\\.apache\\.catalina\\.|org\\.eclipse\\.jetty\\.");

  private WatchedRequest(HttpServletRequest request) {
    super(request);
  }

  /** Returns the request, watched from outside: of what the container did in between, too. */
  static HttpServletRequest around(HttpServletRequest request) {
    return request instanceof WatchedRequest ? request : new WatchedRequest(request);
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
    return read("header", name.toLowerCase(Locale.ROOT), () -> super.getHeader(name));
  }

  @Override
  public Enumeration<String> getHeaders(String name) {
    return read("header", name.toLowerCase(Locale.ROOT), () -> super.getHeaders(name));
  }

  @Override
  public int getIntHeader(String name) {
    return read("header", name.toLowerCase(Locale.ROOT), () -> super.getIntHeader(name));
  }

  @Override
  public long getDateHeader(String name) {
    return read("header", name.toLowerCase(Locale.ROOT), () -> super.getDateHeader(name));
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
    return read("locale", "", super::getLocale);
  }

  @Override
  public Enumeration<Locale> getLocales() {
    return read("locales", "", super::getLocales);
  }

  @Override
  public @Nullable String getParameter(String name) {
    return read("param", name, () -> super.getParameter(name));
  }

  @Override
  public String @Nullable [] getParameterValues(String name) {
    return read("param", name, () -> super.getParameterValues(name));
  }

  @Override
  public Map<String, String[]> getParameterMap() {
    return read("query", "", super::getParameterMap);
  }

  @Override
  public Enumeration<String> getParameterNames() {
    return read("query", "", super::getParameterNames);
  }

  @Override
  public @Nullable String getQueryString() {
    return read("query", "", super::getQueryString);
  }

  /** Reads for the page, or for the container, which does so for files and for words of its own. */
  private static <T extends @Nullable Object> T read(
      String kind, String name, Supplier<T> reading) {
    OpenBody body = OpenBody.current();
    if (body == null || body.isReading()) {
      return reading.get();
    }
    body.setReading(true); // wrappers below read more than was asked for
    try {
      if (isReadByContainer()) {
        return silently(reading);
      }
      report(kind, name);
      return reading.get();
    } finally {
      body.setReading(false);
    }
  }

  private static <T extends @Nullable Object> T silently(Supplier<T> reading) {
    Dependencies.Scope nobody = Dependencies.begin("", LogPosition.START).enter();
    try {
      return reading.get(); // a wrapper below may report it, too
    } finally {
      nobody.close();
    }
  }

  private static boolean isReadByContainer() {
    return STACK.walk(
        frames ->
            frames
                .map(StackWalker.StackFrame::getClassName)
                .filter(name -> !name.startsWith(OWN) && !WRAPPER.matcher(name).find())
                .findFirst()
                .filter(name -> CONTAINER.matcher(name).lookingAt())
                .isPresent());
  }

  @Override
  public @Nullable String getRemoteUser() {
    return read("user", "", super::getRemoteUser);
  }

  @Override
  public @Nullable Principal getUserPrincipal() {
    return read("user", "", super::getUserPrincipal);
  }

  @Override
  public boolean isUserInRole(String role) {
    return read("role", role, () -> super.isUserInRole(role));
  }

  @Override
  public String getRemoteAddr() {
    return read("remote-address", "", super::getRemoteAddr);
  }

  @Override
  public String getRemoteHost() {
    return read("remote-address", "", super::getRemoteHost);
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
    return read("header-names", "", super::getHeaderNames);
  }

  @Override
  public String getRequestURI() {
    return read("path", "", super::getRequestURI);
  }

  @Override
  public StringBuffer getRequestURL() {
    report("host", "");
    report("scheme", "");
    return read("path", "", super::getRequestURL);
  }

  @Override
  public String getServerName() {
    return read("host", "", super::getServerName);
  }

  @Override
  public int getServerPort() {
    return read("host", "", super::getServerPort);
  }

  @Override
  public String getScheme() {
    return read("scheme", "", super::getScheme);
  }

  @Override
  public boolean isSecure() {
    return read("scheme", "", super::isSecure);
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
