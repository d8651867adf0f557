// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session.filter;

import jakarta.servlet.ServletContext;
import jakarta.servlet.SessionCookieConfig;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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
  private final boolean areAttributesLost;

  /** Reads what a started application has configured. */
  SessionCookie(ServletContext context) {
    config = context.getSessionCookieConfig();
    name = nonEmpty(config.getName(), DEFAULT_NAME);
    path = nonEmpty(config.getPath(), nonEmpty(context.getContextPath(), "/"));
    attributes = attributes(config);
    areAttributesLost =
        !attributes.isEmpty() && context.getClass().getName().startsWith("io.undertow.");
  }

  private static String nonEmpty(@Nullable String text, String otherwise) {
    return text == null || text.isEmpty() ? otherwise : text;
  }

  private static Map<String, String> attributes(SessionCookieConfig config) {
    Map<String, String> others = new LinkedHashMap<>();
    try {
      config
          .getAttributes()
          .forEach(
              (attribute, value) -> {
                if (value != null && !isNamed(attribute)) {
                  others.put(attribute, value);
                }
              });
    } catch (NullPointerException e) { // Payara 6 throws it where there are none
      return Map.of();
    }
    return others;
  }

  /** Returns the name of the cookie. */
  String name() {
    return name;
  }

  /** Adds the cookie to a response that is not committed. */
  void add(HttpServletRequest request, HttpServletResponse response, String id) {
    Cookie cookie = new Cookie(name, id);
    attributes.forEach(cookie::setAttribute);
    cookie.setPath(path);
    String domain = config.getDomain();
    if (domain != null && !domain.isEmpty()) {
      cookie.setDomain(domain);
    }
    if (config.getMaxAge() >= 0) {
      cookie.setMaxAge(config.getMaxAge());
    }
    cookie.setSecure(config.isSecure() || request.isSecure());
    cookie.setHttpOnly(true); // false is what containers say where nobody has chosen
    if (areAttributesLost) {
      response.addHeader(SET_COOKIE, line(cookie));
    } else {
      response.addCookie(cookie);
    }
  }

  /** Returns what Undertow would make of a cookie, with the attributes that it leaves out. */
  private String line(Cookie cookie) {
    StringBuilder line = new StringBuilder(name).append('=').append(cookie.getValue());
    line.append("; Path=").append(path);
    if (cookie.getDomain() != null) {
      line.append("; Domain=").append(cookie.getDomain());
    }
    if (cookie.getMaxAge() >= 0) {
      line.append("; Max-Age=").append(cookie.getMaxAge());
    }
    line.append(cookie.getSecure() ? "; Secure; HttpOnly" : "; HttpOnly");
    attributes.forEach(
        (attribute, value) -> {
          boolean isFlag = value.isEmpty() || value.equals("true");
          line.append("; ").append(attribute).append(isFlag ? "" : "=" + value);
        });
    return line.toString();
  }

  private static boolean isNamed(String attribute) {
    return switch (attribute.toLowerCase(Locale.ROOT)) {
      case "name", "path", "domain", "max-age", "secure", "httponly", "comment", "expires" -> true;
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
