// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session.tomcat;

import jakarta.servlet.http.Cookie;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.catalina.authenticator.SavedRequest;
import org.apache.tomcat.util.buf.ByteChunk;
import org.jspecify.annotations.Nullable;

/**
 * The request that form login repeats after the login, as values that every codec writes. The
 * cookie of the session, in which its id is, is left out.
 */
final class SavedRequests {
  private static final String METHOD = "method";
  private static final String URI = "uri";
  private static final String DECODED_URI = "decodedUri";
  private static final String QUERY = "query";
  private static final String TYPE = "type";
  private static final String BODY = "body";
  private static final String TIMEOUT = "timeout";
  private static final String HEADERS = "headers";
  private static final String COOKIES = "cookies";
  private static final String LOCALES = "locales";
  private static final String COOKIE = "cookie";

  private SavedRequests() {}

  /**
   * Returns what is kept of a request.
   *
   * @param sessionCookie the name of the cookie that is left out
   */
  static Map<String, Object> values(SavedRequest request, String sessionCookie) {
    Map<String, Object> values = new LinkedHashMap<>();
    put(values, METHOD, request.getMethod());
    put(values, URI, request.getRequestURI());
    put(values, DECODED_URI, request.getDecodedRequestURI());
    put(values, QUERY, request.getQueryString());
    put(values, TYPE, request.getContentType());
    ByteChunk body = request.getBody();
    if (body != null) {
      byte[] bytes = new byte[body.getLength()];
      System.arraycopy(body.getBytes(), body.getStart(), bytes, 0, bytes.length);
      values.put(BODY, bytes);
    }
    values.put(TIMEOUT, timeout(request));
    values.put(HEADERS, headers(request));
    values.put(COOKIES, cookies(request, sessionCookie));
    List<String> locales = new ArrayList<>();
    request.getLocales().forEachRemaining(locale -> locales.add(locale.toLanguageTag()));
    values.put(LOCALES, locales);
    return values;
  }

  @SuppressWarnings("deprecation") // what replaces it is not in the first releases of 10.1
  private static int timeout(SavedRequest request) {
    return request.getOriginalMaxInactiveInterval();
  }

  private static void put(Map<String, Object> values, String name, @Nullable String value) {
    if (value != null) {
      values.put(name, value);
    }
  }

  /** Returns names and values in turn. */
  private static List<String> headers(SavedRequest request) {
    List<String> headers = new ArrayList<>();
    for (Iterator<String> names = request.getHeaderNames(); names.hasNext(); ) {
      String name = names.next();
      if (!name.equalsIgnoreCase(COOKIE)) {
        request
            .getHeaderValues(name)
            .forEachRemaining(
                value -> {
                  headers.add(name);
                  headers.add(value);
                });
      }
    }
    return headers;
  }

  /** Returns names and values in turn. */
  private static List<String> cookies(SavedRequest request, String sessionCookie) {
    List<String> cookies = new ArrayList<>();
    for (Iterator<Cookie> all = request.getCookies(); all.hasNext(); ) {
      Cookie cookie = all.next();
      if (!cookie.getName().equals(sessionCookie)) {
        cookies.add(cookie.getName());
        cookies.add(cookie.getValue());
      }
    }
    return cookies;
  }

  /** Returns the request that these values were kept of. */
  static SavedRequest of(Map<?, ?> values) {
    SavedRequest request = new SavedRequest();
    text(values, METHOD, request::setMethod);
    text(values, URI, request::setRequestURI);
    text(values, DECODED_URI, request::setDecodedRequestURI);
    text(values, QUERY, request::setQueryString);
    text(values, TYPE, request::setContentType);
    if (values.get(BODY) instanceof byte[] bytes) {
      ByteChunk body = new ByteChunk();
      body.setBytes(bytes, 0, bytes.length);
      request.setBody(body);
    }
    if (values.get(TIMEOUT) instanceof Integer timeout && timeout > 0) {
      request.setOriginalMaxInactiveInterval(timeout);
    }
    List<?> headers = list(values, HEADERS);
    for (int i = 0; i + 1 < headers.size(); i += 2) {
      request.addHeader(headers.get(i).toString(), headers.get(i + 1).toString());
    }
    List<?> cookies = list(values, COOKIES);
    for (int i = 0; i + 1 < cookies.size(); i += 2) {
      request.addCookie(new Cookie(cookies.get(i).toString(), cookies.get(i + 1).toString()));
    }
    list(values, LOCALES).forEach(tag -> request.addLocale(Locale.forLanguageTag(tag.toString())));
    return request;
  }

  private static void text(Map<?, ?> values, String name, Consumer<String> setter) {
    if (values.get(name) instanceof String text) {
      setter.accept(text);
    }
  }

  private static List<?> list(Map<?, ?> values, String name) {
    return values.get(name) instanceof List<?> list ? list : List.of();
  }
}
