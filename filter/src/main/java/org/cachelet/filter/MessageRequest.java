// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.Part;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.nio.charset.Charset;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The part of a {@link RecordingRequest} that concerns the message of the client: header, cookies,
 * query and body. Where the key leaves the order open, so does this: names come sorted.
 */
class MessageRequest extends HttpServletRequestWrapper {
  private final Ledger ledger;
  private final Inputs inputs;
  private final @Nullable String sentQuery;
  private boolean encodingChosen;

  MessageRequest(Ledger ledger) {
    super(ledger.inputs().request());
    this.ledger = ledger;
    this.inputs = ledger.inputs();
    this.sentQuery = inputs.request().getQueryString();
  }

  @Override
  public @Nullable String getHeader(String name) {
    Enumeration<String> lines = getHeaders(name);
    return lines.hasMoreElements() ? lines.nextElement() : null;
  }

  @Override
  public Enumeration<String> getHeaders(String name) {
    String lowerName = name.toLowerCase(Locale.ROOT);
    readHeader(lowerName);
    return inputs.shownHeaders(lowerName);
  }

  @Override
  public int getIntHeader(String name) {
    return getHeader(name) == null ? -1 : super.getIntHeader(name);
  }

  @Override
  public long getDateHeader(String name) {
    String value = getHeader(name);
    if (value == null) {
      return -1;
    }
    return isReplaced(name.toLowerCase(Locale.ROOT))
        ? Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(value)).toEpochMilli()
        : super.getDateHeader(name);
  }

  @Override
  public Enumeration<String> getHeaderNames() {
    ledger.read(InputKind.HEADER_NAMES.input());
    return Collections.enumeration(inputs.shownHeaderNames());
  }

  @Override
  public Cookie @Nullable [] getCookies() {
    ledger.read(InputKind.COOKIE_NAMES.input());
    List<Cookie> visible = inputs.visibleCookies();
    return visible.isEmpty()
        ? null
        : visible.stream()
            .map(cookie -> new RecordingCookie(cookie, ledger))
            .toArray(Cookie[]::new);
  }

  @Override
  public Locale getLocale() {
    ledger.read(InputKind.LOCALE.input());
    return super.getLocale();
  }

  @Override
  public Enumeration<Locale> getLocales() {
    ledger.read(InputKind.LOCALES.input());
    return super.getLocales();
  }

  /** A query that a dispatch brought is the application's own, and shown as it is. */
  @Override
  public @Nullable String getQueryString() {
    return visibleQuery(super.getQueryString());
  }

  /** Returns a query as the application may see it. */
  final @Nullable String visibleQuery(@Nullable String query) {
    return Objects.equals(query, sentQuery) ? inputs.view().query() : query;
  }

  @Override
  public @Nullable String getParameter(String name) {
    readParameter(name);
    return isIgnored(name) ? null : super.getParameter(name);
  }

  @Override
  public String @Nullable [] getParameterValues(String name) {
    readParameter(name);
    return isIgnored(name) ? null : super.getParameterValues(name);
  }

  @Override
  public Enumeration<String> getParameterNames() {
    return Collections.enumeration(getParameterMap().keySet());
  }

  @Override
  public Map<String, String[]> getParameterMap() {
    readParameters();
    ledger.parameters().tell();
    Map<String, String[]> visible = new TreeMap<>(super.getParameterMap());
    visible.keySet().removeIf(this::isIgnored);
    return Collections.unmodifiableMap(visible);
  }

  @Override
  public @Nullable String getCharacterEncoding() {
    if (!encodingChosen) {
      ledger.read(InputKind.CHARACTER_ENCODING.input());
    }
    return super.getCharacterEncoding();
  }

  @Override
  public void setCharacterEncoding(String encoding) throws UnsupportedEncodingException {
    super.setCharacterEncoding(encoding);
    encodingChosen = true;
  }

  @Override
  public void setCharacterEncoding(Charset encoding) {
    super.setCharacterEncoding(encoding);
    encodingChosen = true;
  }

  @Override
  public int getContentLength() {
    readHeader("content-length");
    return super.getContentLength();
  }

  @Override
  public long getContentLengthLong() {
    readHeader("content-length");
    return super.getContentLengthLong();
  }

  @Override
  public @Nullable String getContentType() {
    readHeader("content-type");
    return super.getContentType();
  }

  @Override
  public ServletInputStream getInputStream() throws IOException {
    ServletInputStream body = super.getInputStream();
    return mayHaveBody() ? new RecordingBody(body, ledger) : body;
  }

  @Override
  public BufferedReader getReader() throws IOException {
    BufferedReader body = super.getReader();
    return mayHaveBody() ? new RecordingReader(body, ledger) : body;
  }

  @Override
  public Collection<Part> getParts() throws IOException, ServletException {
    refuseBody();
    return super.getParts();
  }

  @Override
  public @Nullable Part getPart(String name) throws IOException, ServletException {
    refuseBody();
    return super.getPart(name);
  }

  @Override
  public Map<String, String> getTrailerFields() {
    refuseBody();
    return super.getTrailerFields();
  }

  private void refuseBody() {
    if (mayHaveBody()) {
      ledger.forbid(RecordingBody.REFUSAL);
    }
  }

  /** Only HTTP/1.1 tells before reading whether there is a body (RFC 9112 section 6.3). */
  private boolean mayHaveBody() {
    return !super.getProtocol().startsWith("HTTP/1.")
        || super.getContentLengthLong() > 0
        || inputs.headers("transfer-encoding").hasMoreElements();
  }

  /** What a header is replaced by does not come from the client. */
  private void readHeader(String lowerName) {
    if (!isReplaced(lowerName)) {
      ledger.read(InputKind.HEADER.input(lowerName));
    }
  }

  private boolean isReplaced(String lowerName) {
    return inputs.view().headers().containsKey(lowerName);
  }

  private boolean isIgnored(String parameter) {
    return inputs.view().ignored().parameters().test(parameter);
  }

  private void readParameter(String name) {
    readParameters();
    ledger.parameters().ask(name, sent -> super.getParameterValues(sent) != null);
  }

  /** Containers also take parameters from the body of a form. */
  private void readParameters() {
    readEncodingOfQuery();
    String type = super.getContentType();
    if (type != null && isForm(type.toLowerCase(Locale.ROOT))) {
      refuseBody();
    }
  }

  private static boolean isForm(String type) {
    return type.startsWith("application/x-www-form-urlencoded")
        || type.startsWith("multipart/form-data");
  }

  /** The key holds the query undecoded, and a client may name an encoding in Content-Type. */
  private void readEncodingOfQuery() {
    if (!encodingChosen && sentQuery != null && !isPlain(sentQuery)) {
      ledger.read(InputKind.CHARACTER_ENCODING.input());
    }
  }

  private static boolean isPlain(String query) {
    return query.chars().allMatch(c -> c < 0x80 && c != '%');
  }
}
