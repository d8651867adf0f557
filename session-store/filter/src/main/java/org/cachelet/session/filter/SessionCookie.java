// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session.filter;

import jakarta.servlet.ServletContext;
import jakarta.servlet.SessionCookieConfig;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The cookie that carries the id of a session, as the application configures it. Immutable. */
final class SessionCookie {
  private static final String DEFAULT_NAME = "JSESSIONID";
  private static final String SET_COOKIE = "Set-Cookie";

  private final SessionCookieConfig config;
  private final String name;
  private final String path;
  private final Map<String, String> attributes;

  /** Reads what a started application has configured. */
  SessionCookie(ServletContext context) {
    config = context.getSessionCookieConfig();
    name = nonEmpty(config.getName(), DEFAULT_NAME);
    path = nonEmpty(config.getPath(), nonEmpty(context.getContextPath(), "/"));
    attributes = attributes(config);
  }

  private static String nonEmpty(@Nullable String text, String otherwise) {
    return text == null || text.isEmpty() ? otherwise : text;
  }

  private static Map<String, String> attributes(SessionCookieConfig config) {
    try {
      Map<String, String> all = config.getAttributes();
      return all == null ? Map.of() : Map.copyOf(all);
    } catch (NullPointerException e) { // Payara 6 throws it where there are none
      return Map.of();
    }
  }

  /** Returns the name of the cookie. */
  String name() {
    return name;
  }

  /** Adds the cookie to a response that is not committed. */
  void add(HttpServletRequest request, HttpServletResponse response, String id) {
    Cookie cookie = new Cookie(name, id);
    attributes.forEach(
        (attribute, value) -> {
          if (!isNamed(attribute)) {
            cookie.setAttribute(attribute, value);
          }
        });
    cookie.setPath(path);
    String domain = config.getDomain();
    if (domain != null && !domain.isEmpty()) {
      cookie.setDomain(domain);
    }
    if (config.getMaxAge() >= 0) {
      cookie.setMaxAge(config.getMaxAge());
    }
    cookie.setSecure(config.isSecure() || request.isSecure());
    cookie.setHttpOnly(config.isHttpOnly() || !isForScripts());
    response.addCookie(cookie);
  }

  /** Returns whether the application has said that scripts may see it, beside not having said. */
  private boolean isForScripts() {
    return attributes.entrySet().stream()
        .anyMatch(e -> e.getKey().equalsIgnoreCase("HttpOnly") && e.getValue().equals("false"));
  }

  private static boolean isNamed(String attribute) {
    return switch (attribute.toLowerCase(Locale.ROOT)) {
      case "path", "domain", "max-age", "secure", "httponly", "comment", "expires" -> true;
      default -> false;
    };
  }

  /** Takes all but the last of these cookies out of a response that is not committed. */
  void keepLast(HttpServletResponse response) {
    List<String> lines = new ArrayList<>(response.getHeaders(SET_COOKIE));
    List<String> ours = lines.stream().filter(line -> line.startsWith(name + "=")).toList();
    if (ours.size() < 2) {
      return;
    }
    lines.removeAll(ours.subList(0, ours.size() - 1));
    response.setHeader(SET_COOKIE, lines.get(0));
    lines.stream().skip(1).forEach(line -> response.addHeader(SET_COOKIE, line));
  }
}
