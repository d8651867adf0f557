// SPDX-License-Identifier: Apache-2.0
package org.cachelet.bench.parts;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletMapping;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.MappingMatch;
import java.security.Principal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A GET request as a browser sends it, without a container behind it, so that what is measured is
 * ours alone. Used by one thread, again and again.
 */
public final class BenchRequest extends RefusingRequest {
  private static final HttpServletMapping MAPPING = new DefaultMapping();

  private final ServletContext context;
  private final Map<String, Object> attributes = new HashMap<>();
  private final List<String> headers =
      new ArrayList<>(
          List.of(
              "Host",
              "shop.example.com",
              "User-Agent",
              "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0",
              "Accept",
              "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
              "Accept-Language",
              "en-US,en;q=0.5",
              "Cookie",
              "theme=dark; seen=1"));

  private final Cookie[] cookies = {new Cookie("theme", "dark"), new Cookie("seen", "1")};
  private String path = "/";
  private @Nullable String query;

  /** Makes a request for the root of an application. */
  public BenchRequest(ServletContext context) {
    this.context = context;
  }

  /** Sets the path, and the query behind a question mark. */
  public BenchRequest path(String pathAndQuery) {
    int mark = pathAndQuery.indexOf('?');
    path = mark < 0 ? pathAndQuery : pathAndQuery.substring(0, mark);
    query = mark < 0 ? null : pathAndQuery.substring(mark + 1);
    return this;
  }

  /** Adds a header field. */
  public BenchRequest header(String name, String value) {
    headers.add(name);
    headers.add(value);
    return this;
  }

  @Override
  public String getMethod() {
    return "GET";
  }

  @Override
  public String getScheme() {
    return "https";
  }

  @Override
  public boolean isSecure() {
    return true;
  }

  @Override
  public String getProtocol() {
    return "HTTP/1.1";
  }

  @Override
  public String getServerName() {
    return "shop.example.com";
  }

  @Override
  public int getServerPort() {
    return 443;
  }

  @Override
  public String getRemoteAddr() {
    return "192.0.2.7";
  }

  @Override
  public String getContextPath() {
    return "";
  }

  @Override
  public String getServletPath() {
    return path;
  }

  @Override
  public @Nullable String getPathInfo() {
    return null;
  }

  @Override
  public String getRequestURI() {
    return path;
  }

  @Override
  public @Nullable String getQueryString() {
    return query;
  }

  @Override
  public HttpServletMapping getHttpServletMapping() {
    return MAPPING;
  }

  @Override
  public DispatcherType getDispatcherType() {
    return DispatcherType.REQUEST;
  }

  @Override
  public ServletContext getServletContext() {
    return context;
  }

  @Override
  public @Nullable String getHeader(String name) {
    int at = indexOf(name, 0);
    return at < 0 ? null : headers.get(at + 1);
  }

  @Override
  public Enumeration<String> getHeaders(String name) {
    List<String> lines = new ArrayList<>();
    for (int at = indexOf(name, 0); at >= 0; at = indexOf(name, at + 2)) {
      lines.add(headers.get(at + 1));
    }
    return Collections.enumeration(lines);
  }

  @Override
  public Enumeration<String> getHeaderNames() {
    Set<String> names = new LinkedHashSet<>();
    for (int at = 0; at < headers.size(); at += 2) {
      names.add(headers.get(at));
    }
    return Collections.enumeration(names);
  }

  private int indexOf(String name, int from) {
    for (int at = from; at < headers.size(); at += 2) {
      if (headers.get(at).equalsIgnoreCase(name)) {
        return at;
      }
    }
    return -1;
  }

  @Override
  public Cookie[] getCookies() {
    return Arrays.copyOf(cookies, cookies.length);
  }

  @Override
  public int getContentLength() {
    return -1;
  }

  @Override
  public long getContentLengthLong() {
    return -1;
  }

  @Override
  public @Nullable String getContentType() {
    return null;
  }

  @Override
  public @Nullable String getCharacterEncoding() {
    return null;
  }

  @Override
  public @Nullable Object getAttribute(String name) {
    return attributes.get(name);
  }

  @Override
  public Enumeration<String> getAttributeNames() {
    return Collections.enumeration(List.copyOf(attributes.keySet()));
  }

  @Override
  public void setAttribute(String name, @Nullable Object value) {
    if (value == null) {
      attributes.remove(name);
    } else {
      attributes.put(name, value);
    }
  }

  @Override
  public void removeAttribute(String name) {
    attributes.remove(name);
  }

  @Override
  public @Nullable String getParameter(String name) {
    return null;
  }

  @Override
  public Map<String, String[]> getParameterMap() {
    return Map.of();
  }

  @Override
  public Enumeration<String> getParameterNames() {
    return Collections.emptyEnumeration();
  }

  @Override
  public String @Nullable [] getParameterValues(String name) {
    return null;
  }

  @Override
  public Locale getLocale() {
    return Locale.US;
  }

  @Override
  public Enumeration<Locale> getLocales() {
    return Collections.enumeration(List.of(Locale.US));
  }

  @Override
  public @Nullable HttpSession getSession(boolean create) {
    if (create) {
      throw new UnsupportedOperationException("the benchmark has no sessions");
    }
    return null;
  }

  @Override
  public @Nullable String getRequestedSessionId() {
    return null;
  }

  @Override
  public @Nullable Principal getUserPrincipal() {
    return null;
  }

  @Override
  public @Nullable String getRemoteUser() {
    return null;
  }

  @Override
  public @Nullable String getAuthType() {
    return null;
  }

  @Override
  public boolean isUserInRole(String role) {
    return false;
  }

  @Override
  public boolean isAsyncSupported() {
    return false;
  }

  @Override
  public boolean isAsyncStarted() {
    return false;
  }

  /** What containers say of the default servlet. */
  private static final class DefaultMapping implements HttpServletMapping {
    @Override
    public String getMatchValue() {
      return "";
    }

    @Override
    public String getPattern() {
      return "/";
    }

    @Override
    public String getServletName() {
      return "default";
    }

    @Override
    public MappingMatch getMappingMatch() {
      return MappingMatch.DEFAULT;
    }
  }
}
