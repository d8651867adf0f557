// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.UnsupportedEncodingException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A response that passes status and header fields on at once, and records what it passed on.
 *
 * <p>As in containers, setters do nothing once the response is committed or inside an include.
 */
abstract class RecordingResponse extends HttpServletResponseWrapper {
  private static final String CONTENT_TYPE = "Content-Type";
  private static final String CONTENT_LENGTH = "Content-Length";
  private static final String CONTENT_LANGUAGE = "Content-Language";
  private static final String LOCATION = "Location";
  private static final String SET_COOKIE = "Set-Cookie";

  /** The response that is wrapped, without what a container puts in between for an include. */
  final HttpServletResponse target;

  private final ServletRequest request;
  private final RecordedFields fields = new RecordedFields();
  private @Nullable String typeBefore;
  private List<String> cookiesBefore;
  private boolean typeSet;
  private boolean cookieAdded;
  private @Nullable String charset;

  RecordingResponse(HttpServletResponse target, ServletRequest request) {
    super(target);
    this.target = target;
    this.request = request;
    this.typeBefore = target.getContentType();
    this.cookiesBefore = List.copyOf(target.getHeaders(SET_COOKIE));
  }

  /** Returns the recorded lines; Content-Type as the container will send it. */
  final List<Map.Entry<String, String>> recorded() {
    String type = target.getContentType();
    if (type != null && (typeSet || !type.equals(typeBefore))) {
      fields.set(CONTENT_TYPE, type);
    }
    return fields.lines();
  }

  /** Returns the recorded Content-Length. */
  final @Nullable String recordedLength() {
    return fields.first(CONTENT_LENGTH).orElse(null);
  }

  /**
   * Records where a redirect leads, as the container sends it; returns whether it leads anywhere.
   */
  final boolean recordLocation() {
    String location = target.getHeader(LOCATION);
    if (location != null) {
      fields.set(LOCATION, location);
    }
    return location != null;
  }

  /** Whether a cookie was set, by the application or by the container for it. */
  final boolean setsCookie() {
    return cookieAdded || !cookiesBefore.containsAll(target.getHeaders(SET_COOKIE));
  }

  /** Whether there is a cookie that the application has not set itself, such as of a session. */
  final boolean containerSetsCookie() {
    List<String> cookies = new ArrayList<>(target.getHeaders(SET_COOKIE));
    cookies.removeAll(cookiesBefore);
    cookies.removeAll(fields.values(SET_COOKIE));
    return !cookies.isEmpty();
  }

  /** Returns the cookies that the client is told so far. */
  final List<String> cookies() {
    return List.copyOf(target.getHeaders(SET_COOKIE));
  }

  /** Notes that the cookies since then are for this client alone, as from what fills a hole. */
  final void disownCookiesSince(List<String> before) {
    List<String> others = new ArrayList<>(target.getHeaders(SET_COOKIE));
    before.forEach(others::remove);
    others.addAll(cookiesBefore);
    cookiesBefore = List.copyOf(others);
  }

  /** Forgets all that was recorded, after the wrapped response was reset. */
  final void forgetFields() {
    fields.clear();
    typeBefore = target.getContentType();
    cookiesBefore = cookies();
    typeSet = false;
    cookieAdded = false;
    charset = null;
  }

  /**
   * Fixes the charset and tells the client, as {@code getWriter()} of a container does.
   *
   * @throws UnsupportedEncodingException if this Java cannot encode with it
   */
  final Charset fixCharset() throws UnsupportedEncodingException {
    String name = target.getCharacterEncoding();
    Charset fixed = encodable(name);
    if (!isTold(name)) {
      target.setCharacterEncoding(name);
    }
    charset = name;
    return fixed;
  }

  /** Allows to choose another charset. */
  final void freeCharset() {
    charset = null;
  }

  /** Whether this is called from a servlet that is included by another one. */
  final boolean isIncluded() {
    return getResponse() != target // Tomcat puts a response that ignores setters in between
        || request.getAttribute(RequestDispatcher.INCLUDE_REQUEST_URI) != null;
  }

  @Override
  public void setStatus(int status) {
    if (isSettable()) {
      target.setStatus(status);
    }
  }

  @Override
  public void setHeader(String name, String value) {
    if (isSettable()) {
      target.setHeader(name, value);
      recordSet(name, value);
    }
  }

  @Override
  public void addHeader(String name, String value) {
    if (isSettable()) {
      target.addHeader(name, value);
      recordAdded(name, value);
    }
  }

  @Override
  public void setIntHeader(String name, int value) {
    if (isSettable()) {
      target.setIntHeader(name, value);
      recordSet(name, Integer.toString(value));
    }
  }

  @Override
  public void addIntHeader(String name, int value) {
    if (isSettable()) {
      target.addIntHeader(name, value);
      recordAdded(name, Integer.toString(value));
    }
  }

  @Override
  public void setDateHeader(String name, long date) {
    if (isSettable()) {
      target.setDateHeader(name, date);
      recordSet(name, RecordedFields.date(date));
    }
  }

  @Override
  public void addDateHeader(String name, long date) {
    if (isSettable()) {
      target.addDateHeader(name, date);
      recordAdded(name, RecordedFields.date(date));
    }
  }

  @Override
  public void addCookie(Cookie cookie) {
    if (isSettable()) {
      List<String> before = List.copyOf(target.getHeaders(SET_COOKIE));
      target.addCookie(cookie);
      cookieAdded = true;
      recordCookie(before);
    }
  }

  @Override
  public void setContentType(String type) {
    if (isSettable()) {
      target.setContentType(type);
      recordType(type);
    }
  }

  @Override
  public void setContentLength(int length) {
    if (isSettable()) {
      target.setContentLength(length);
      recordLength(length);
    }
  }

  @Override
  public void setContentLengthLong(long length) {
    if (isSettable()) {
      target.setContentLengthLong(length);
      recordLength(length);
    }
  }

  @Override
  public void setCharacterEncoding(@Nullable String name) {
    if (!isCommitted() && charset == null) {
      target.setCharacterEncoding(name);
    }
  }

  @Override
  public void setCharacterEncoding(@Nullable Charset encoding) {
    setCharacterEncoding(encoding == null ? null : encoding.name());
  }

  @Override
  public void setLocale(Locale locale) {
    if (isSettable()) {
      target.setLocale(locale);
      keepCharset();
      recordSet(CONTENT_LANGUAGE, locale == null ? null : locale.toLanguageTag());
    }
  }

  private boolean isSettable() {
    return !isCommitted() && !isIncluded();
  }

  private void recordSet(@Nullable String name, @Nullable String value) {
    if (name == null || name.isEmpty()) {
      return;
    }
    if (name.equalsIgnoreCase(CONTENT_TYPE)) {
      recordType(value);
    } else if (value != null) {
      fields.set(name, value);
      noteCookie(name);
    } else if (!target.containsHeader(name)) { // Tomcat 10.1 ignores null, others remove
      fields.remove(name);
    }
  }

  private void recordAdded(@Nullable String name, @Nullable String value) {
    if (name == null || name.isEmpty() || value == null) {
      return;
    }
    if (name.equalsIgnoreCase(CONTENT_TYPE)) {
      recordType(value);
    } else {
      fields.add(name, value);
      noteCookie(name);
    }
  }

  /** Records the line that the container made of a cookie. */
  private void recordCookie(List<String> before) {
    List<String> added = new ArrayList<>(target.getHeaders(SET_COOKIE));
    before.forEach(added::remove);
    added.forEach(line -> fields.add(SET_COOKIE, line));
  }

  private void noteCookie(String name) {
    cookieAdded |= name.equalsIgnoreCase(SET_COOKIE);
  }

  private void recordType(@Nullable String type) {
    keepCharset();
    typeSet = type != null;
    if (type == null) {
      fields.remove(CONTENT_TYPE);
    } else {
      fields.set(CONTENT_TYPE, type);
    }
  }

  private void recordLength(long length) {
    if (length < 0) {
      fields.remove(CONTENT_LENGTH);
    } else {
      fields.set(CONTENT_LENGTH, Long.toString(length));
    }
  }

  /** Takes the charset back that the writer already encodes with. */
  private void keepCharset() {
    if (charset != null && !charset.equalsIgnoreCase(target.getCharacterEncoding())) {
      target.setCharacterEncoding(charset);
    }
  }

  private static Charset encodable(String name) throws UnsupportedEncodingException {
    try {
      Charset charset = Charset.forName(name);
      if (charset.canEncode()) {
        return charset;
      }
    } catch (IllegalArgumentException e) { // an illegal name or an unknown one
    }
    throw new UnsupportedEncodingException(name);
  }

  /** Whether Content-Type has the charset, or implies it (Jetty does not tell that of JSON). */
  private boolean isTold(String name) {
    String type = target.getContentType();
    return type != null
        && (type.toLowerCase(Locale.ROOT).contains("charset=")
            || (type.contains("json") && name.equalsIgnoreCase("utf-8")));
  }
}
