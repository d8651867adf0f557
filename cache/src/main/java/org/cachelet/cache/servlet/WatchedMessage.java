// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache.servlet;

import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletMapping;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.Part;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.cachelet.cache.Dependencies;
import org.cachelet.cache.Input;
import org.jspecify.annotations.Nullable;

/** The part of a {@link WatchedRequest} that concerns the message of the client. */
class WatchedMessage extends HttpServletRequestWrapper {
  private static final String BODY = "the body of the request";
  private static final String CONTENT_TYPE = "content-type";

  /** What number fields give that are not there. */
  private static final int ABSENT = -1;

  private static final Pattern FORM =
      Pattern.compile(
          "\\s*(application/x-www-form-urlencoded|multipart/form-data)", Pattern.CASE_INSENSITIVE);

  private final Watch watch;

  WatchedMessage(HttpServletRequest request) {
    super(request);
    watch = Watch.of(request);
  }

  /** Returns what is known of the reads of this request, by whichever wrapper. */
  final Watch watch() {
    return watch;
  }

  @Override
  public @Nullable String getHeader(String name) {
    String field = lower(name);
    return Watch.hides(field) ? null : watch.read("header", field, () -> super.getHeader(name));
  }

  @Override
  public Enumeration<String> getHeaders(String name) {
    String field = lower(name);
    return Watch.hides(field)
        ? Collections.emptyEnumeration()
        : watch.read("header", field, () -> super.getHeaders(name));
  }

  @Override
  public int getIntHeader(String name) {
    String field = lower(name);
    return Watch.hides(field)
        ? ABSENT
        : watch.read("header", field, () -> super.getIntHeader(name));
  }

  @Override
  public long getDateHeader(String name) {
    String field = lower(name);
    return Watch.hides(field)
        ? ABSENT
        : watch.read("header", field, () -> super.getDateHeader(name));
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  @Override
  public Enumeration<String> getHeaderNames() {
    return watch.read("header-names", super::getHeaderNames);
  }

  @Override
  public @Nullable String getContentType() {
    return watch.read("header", CONTENT_TYPE, super::getContentType);
  }

  @Override
  public int getContentLength() {
    return watch.read("header", "content-length", super::getContentLength);
  }

  @Override
  public long getContentLengthLong() {
    return watch.read("header", "content-length", super::getContentLengthLong);
  }

  /** What the client did not declare is the application's choice, hence the same for all. */
  @Override
  public @Nullable String getCharacterEncoding() {
    return Dependencies.currentPart() != null && declaresCharset()
        ? watch.read("header", CONTENT_TYPE, super::getCharacterEncoding)
        : super.getCharacterEncoding();
  }

  private boolean declaresCharset() {
    String type = Watch.unseen(super::getContentType);
    return type != null && lower(type).contains("charset");
  }

  @Override
  public void setCharacterEncoding(String encoding) throws UnsupportedEncodingException {
    reportEncoding(encoding);
    super.setCharacterEncoding(encoding);
  }

  @Override
  public void setCharacterEncoding(Charset encoding) {
    reportEncoding(encoding.name());
    super.setCharacterEncoding(encoding);
  }

  private void reportEncoding(String encoding) {
    if (Dependencies.currentPart() != null
        && !encoding.equals(Watch.unseen(super::getCharacterEncoding))) {
      Watch.reportChange("the encoding of the request was set");
    }
  }

  @Override
  public String getMethod() {
    return watch.readMethod(super::getMethod);
  }

  @Override
  public String getProtocol() {
    return watch.read("protocol", super::getProtocol);
  }

  @Override
  public String getLocalAddr() {
    return watch.read("local-address", super::getLocalAddr);
  }

  @Override
  public String getLocalName() {
    return watch.read("local-address", super::getLocalName);
  }

  @Override
  public int getLocalPort() {
    return watch.read("local-address", super::getLocalPort);
  }

  /** The application's own attributes are the data of the page, by which fragments are told. */
  @Override
  public @Nullable Object getAttribute(String name) {
    Input input = Dependencies.currentPart() == null ? null : ContainerAttributes.inputOf(name);
    return input == null
        ? super.getAttribute(name)
        : watch.read(input.kind(), input.name(), () -> super.getAttribute(name));
  }

  @Override
  public Cookie @Nullable [] getCookies() {
    Cookie[] cookies = watch.read("cookie-names", super::getCookies);
    return cookies == null
        ? null
        : Arrays.stream(cookies).map(WatchedCookie::new).toArray(Cookie[]::new);
  }

  @Override
  public Locale getLocale() {
    return watch.read("locale", super::getLocale);
  }

  @Override
  public Enumeration<Locale> getLocales() {
    return watch.read("locales", super::getLocales);
  }

  @Override
  public @Nullable String getParameter(String name) {
    return watch.read("param", name, () -> super.getParameter(name));
  }

  @Override
  public String @Nullable [] getParameterValues(String name) {
    return watch.read("param", name, () -> super.getParameterValues(name));
  }

  @Override
  public Map<String, String[]> getParameterMap() {
    return watch.read("query", this::allParameters);
  }

  @Override
  public Enumeration<String> getParameterNames() {
    return watch.read("query", () -> Collections.enumeration(allParameters().keySet()));
  }

  /** Containers also take parameters from the body of a form. */
  private Map<String, String[]> allParameters() {
    if (Dependencies.currentPart() != null && isForm(Watch.unseen(super::getContentType))) {
      Watch.reportPersonal(BODY);
    }
    return super.getParameterMap();
  }

  private static boolean isForm(@Nullable String type) {
    return type != null && FORM.matcher(type).lookingAt();
  }

  @Override
  public @Nullable String getQueryString() {
    return watch.read("query", super::getQueryString);
  }

  @Override
  public String getRequestURI() {
    return watch.read("path", super::getRequestURI);
  }

  @Override
  public String getServletPath() {
    return watch.read("path", super::getServletPath);
  }

  @Override
  public @Nullable String getPathInfo() {
    return watch.read("path", super::getPathInfo);
  }

  @Override
  public @Nullable String getPathTranslated() {
    return watch.read("path", super::getPathTranslated);
  }

  @Override
  public HttpServletMapping getHttpServletMapping() {
    return watch.read("path", super::getHttpServletMapping);
  }

  @Override
  public StringBuffer getRequestURL() {
    return watch.read(
        "host",
        () -> {
          Watch.report("scheme", "");
          Watch.report("path", "");
          return super.getRequestURL();
        });
  }

  @Override
  public String getServerName() {
    return watch.read("host", super::getServerName);
  }

  @Override
  public int getServerPort() {
    return watch.read("host", super::getServerPort);
  }

  @Override
  public String getScheme() {
    return watch.read("scheme", super::getScheme);
  }

  @Override
  public ServletInputStream getInputStream() throws IOException {
    Watch.reportPersonal(BODY);
    return super.getInputStream();
  }

  @Override
  public BufferedReader getReader() throws IOException {
    Watch.reportPersonal(BODY);
    return super.getReader();
  }

  @Override
  public Collection<Part> getParts() throws IOException, ServletException {
    Watch.reportPersonal(BODY);
    return super.getParts();
  }

  @Override
  public @Nullable Part getPart(String name) throws IOException, ServletException {
    Watch.reportPersonal(BODY);
    return super.getPart(name);
  }

  @Override
  public Map<String, String> getTrailerFields() {
    Watch.reportPersonal(BODY);
    return super.getTrailerFields();
  }
}
