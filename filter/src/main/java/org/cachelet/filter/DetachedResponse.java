// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A response that goes nowhere, in the place of one that was sent already.
 *
 * <p>It wraps that one, because containers refuse what they have not made, and takes from it only
 * the charset used where the application names none.
 */
final class DetachedResponse extends HttpServletResponseWrapper {
  private static final String CONTENT_TYPE = "Content-Type";
  private static final Pattern CHARSET =
      Pattern.compile("\\s*;\\s*charset\\s*=\\s*\"?([^\\s;\"]+)\"?", Pattern.CASE_INSENSITIVE);

  private final RecordedFields fields = new RecordedFields();
  private final ServletOutputStream nowhere = new Nowhere();
  private final String defaultCharset;
  private int status = SC_OK;
  private boolean committed;
  private int bufferSize;
  private @Nullable String charset;
  private @Nullable Locale locale;
  private @Nullable Supplier<Map<String, String>> trailers;

  DetachedResponse(HttpServletResponse sent) {
    super(sent);
    defaultCharset = sent.getCharacterEncoding();
    bufferSize = sent.getBufferSize();
  }

  @Override
  public void setStatus(int code) {
    status = code;
  }

  @Override
  public int getStatus() {
    return status;
  }

  @Override
  public void setHeader(@Nullable String name, @Nullable String value) {
    if (name == null || name.isEmpty()) {
      return;
    }
    if (name.equalsIgnoreCase(CONTENT_TYPE)) {
      setContentType(value);
    } else if (value == null) {
      fields.remove(name);
    } else {
      fields.set(name, value);
    }
  }

  @Override
  public void addHeader(@Nullable String name, @Nullable String value) {
    if (name == null || name.isEmpty() || value == null) {
      return;
    }
    if (name.equalsIgnoreCase(CONTENT_TYPE)) {
      setContentType(value);
    } else {
      fields.add(name, value);
    }
  }

  @Override
  public void setIntHeader(String name, int value) {
    setHeader(name, Integer.toString(value));
  }

  @Override
  public void addIntHeader(String name, int value) {
    addHeader(name, Integer.toString(value));
  }

  @Override
  public void setDateHeader(String name, long date) {
    setHeader(name, RecordedFields.date(date));
  }

  @Override
  public void addDateHeader(String name, long date) {
    addHeader(name, RecordedFields.date(date));
  }

  @Override
  public void addCookie(Cookie cookie) {
    addHeader("Set-Cookie", CookieHeader.setting(cookie));
  }

  @Override
  public boolean containsHeader(String name) {
    return getHeader(name) != null;
  }

  @Override
  public @Nullable String getHeader(String name) {
    return getHeaders(name).stream().findFirst().orElse(null);
  }

  @Override
  public Collection<String> getHeaders(String name) {
    String type = name.equalsIgnoreCase(CONTENT_TYPE) ? getContentType() : null;
    return type == null ? fields.values(name) : List.of(type);
  }

  @Override
  public Collection<String> getHeaderNames() {
    return fields.names();
  }

  @Override
  public void setContentType(@Nullable String type) {
    if (type == null) {
      fields.remove(CONTENT_TYPE);
      charset = null;
      return;
    }
    Matcher parameter = CHARSET.matcher(type);
    if (parameter.find()) {
      charset = parameter.group(1);
    }
    fields.set(CONTENT_TYPE, parameter.replaceAll(""));
  }

  @Override
  public @Nullable String getContentType() {
    String type = fields.first(CONTENT_TYPE).orElse(null);
    return type == null || charset == null ? type : type + ";charset=" + charset;
  }

  @Override
  public void setCharacterEncoding(@Nullable String name) {
    charset = name;
  }

  @Override
  public void setCharacterEncoding(@Nullable Charset encoding) {
    charset = encoding == null ? null : encoding.name();
  }

  @Override
  public String getCharacterEncoding() {
    return charset == null ? defaultCharset : charset;
  }

  @Override
  public void setContentLength(int length) {
    setContentLengthLong(length);
  }

  @Override
  public void setContentLengthLong(long length) {
    setHeader("Content-Length", length < 0 ? null : Long.toString(length));
  }

  @Override
  public void setLocale(@Nullable Locale chosen) {
    locale = chosen;
    setHeader("Content-Language", chosen == null ? null : chosen.toLanguageTag());
  }

  @Override
  public Locale getLocale() {
    return locale == null ? super.getLocale() : locale;
  }

  @Override
  public ServletOutputStream getOutputStream() {
    return nowhere;
  }

  @Override
  public PrintWriter getWriter() {
    return new PrintWriter(nowhere, false, StandardCharsets.UTF_8);
  }

  @Override
  public void setBufferSize(int size) {
    bufferSize = size;
  }

  @Override
  public int getBufferSize() {
    return bufferSize;
  }

  @Override
  public void flushBuffer() {
    committed = true;
  }

  @Override
  public boolean isCommitted() {
    return committed;
  }

  @Override
  public void reset() {
    fields.clear();
    status = SC_OK;
    charset = null;
    locale = null;
  }

  @Override
  public void resetBuffer() {
    // nothing is buffered here
  }

  @Override
  public void sendError(int code) {
    answer(code);
  }

  @Override
  public void sendError(int code, String message) {
    answer(code);
  }

  @Override
  public void sendRedirect(String location) {
    redirect(location, SC_FOUND);
  }

  @Override
  public void sendRedirect(String location, int code) {
    redirect(location, code);
  }

  @Override
  public void sendRedirect(String location, boolean clearBuffer) {
    redirect(location, SC_FOUND);
  }

  @Override
  public void sendRedirect(String location, int code, boolean clearBuffer) {
    redirect(location, code);
  }

  @Override
  public String encodeURL(String url) {
    return url;
  }

  @Override
  public String encodeRedirectURL(String url) {
    return url;
  }

  @Override
  public void setTrailerFields(Supplier<Map<String, String>> supplier) {
    trailers = supplier;
  }

  @Override
  public @Nullable Supplier<Map<String, String>> getTrailerFields() {
    return trailers;
  }

  /** Ends the response; interim ones, such as 103, which containers send this way, do not. */
  private void answer(int code) {
    if (code >= SC_OK) {
      status = code;
      committed = true;
    }
  }

  /** A relative reference may stay as it is (RFC 9110 section 10.2.2). */
  private void redirect(String location, int code) {
    setHeader("Location", location);
    answer(code);
  }

  /** A stream that takes all and keeps nothing. */
  private final class Nowhere extends ServletOutputStream {
    @Override
    public void write(int value) {
      // goes nowhere
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      // goes nowhere
    }

    @Override
    public void flush() {
      committed = true;
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setWriteListener(WriteListener listener) {
      try {
        listener.onWritePossible();
      } catch (IOException e) {
        listener.onError(e);
      }
    }
  }
}
