// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session.filter;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/**
 * A response that has the session saved before anything of it can reach the client: before each
 * call that commits it, and before the body fills the container's buffer or its Content-Length.
 */
final class SessionResponse extends HttpServletResponseWrapper {
  private static final String CONTENT_LENGTH = "Content-Length";
  private static final int SERVER_ERROR = 500;

  private final SessionExchange exchange;
  private @Nullable SavingStream stream;
  private @Nullable SavingWriter writer;
  private long written;
  private long length = -1;

  SessionResponse(HttpServletResponse response, SessionExchange exchange) {
    super(response);
    this.exchange = exchange;
  }

  private HttpServletResponse target() {
    return (HttpServletResponse) getResponse();
  }

  /** Says that so many bytes are about to be written. */
  void writing(long bytes) {
    written += bytes;
    boolean isFull = written >= getBufferSize();
    boolean isWhole = length >= 0 && written >= length;
    if (exchange.isTouched() && (isFull || isWhole)) {
      exchange.commit();
    }
  }

  /** Says that the response is about to be committed. */
  void committing() {
    exchange.commit();
  }

  @Override
  public ServletOutputStream getOutputStream() throws IOException {
    if (stream == null) {
      stream = new SavingStream(super.getOutputStream(), this);
    }
    return stream;
  }

  @Override
  public PrintWriter getWriter() throws IOException {
    if (writer == null) {
      writer = new SavingWriter(super.getWriter(), this, getCharacterEncoding());
    }
    return writer;
  }

  @Override
  public void flushBuffer() throws IOException {
    committing();
    super.flushBuffer();
  }

  @Override
  public void reset() {
    super.reset();
    exchange.forgetTelling();
    stream = null;
    writer = null;
    written = 0;
    length = -1;
  }

  @Override
  public void resetBuffer() {
    super.resetBuffer();
    written = 0;
  }

  @Override
  public void setContentLength(int bytes) {
    super.setContentLength(bytes);
    length = bytes;
  }

  @Override
  public void setContentLengthLong(long bytes) {
    super.setContentLengthLong(bytes);
    length = bytes;
  }

  @Override
  public void setHeader(String name, @Nullable String value) {
    super.setHeader(name, value);
    noteLength(name, value);
  }

  @Override
  public void addHeader(String name, @Nullable String value) {
    super.addHeader(name, value);
    noteLength(name, value);
  }

  @Override
  public void setIntHeader(String name, int value) {
    super.setIntHeader(name, value);
    noteLength(name, Integer.toString(value));
  }

  @Override
  public void addIntHeader(String name, int value) {
    super.addIntHeader(name, value);
    noteLength(name, Integer.toString(value));
  }

  private void noteLength(String name, @Nullable String value) {
    if (CONTENT_LENGTH.equalsIgnoreCase(name)) {
      try {
        length = value == null ? -1 : Long.parseLong(value.strip());
      } catch (NumberFormatException e) {
        length = -1;
      }
    }
  }

  @Override
  public void sendError(int status) throws IOException {
    committing();
    super.sendError(seen(status));
  }

  @Override
  public void sendError(int status, @Nullable String message) throws IOException {
    committing();
    int seen = seen(status);
    if (seen == status) {
      super.sendError(status, message);
    } else {
      super.sendError(seen);
    }
  }

  /** Makes 503 of an error that an application has made of an outage. */
  private int seen(int status) {
    if (status < SERVER_ERROR || !exchange.wasOut()) {
      return status;
    }
    Outages.announce(target());
    return SC_SERVICE_UNAVAILABLE;
  }

  @Override
  public void sendRedirect(String location) throws IOException {
    committing();
    super.sendRedirect(location);
  }

  @Override
  public void sendRedirect(String location, int status) throws IOException {
    committing();
    target().sendRedirect(location, status);
  }

  @Override
  public void sendRedirect(String location, boolean clearBuffer) throws IOException {
    committing();
    target().sendRedirect(location, clearBuffer);
  }

  @Override
  public void sendRedirect(String location, int status, boolean clearBuffer) throws IOException {
    committing();
    target().sendRedirect(location, status, clearBuffer);
  }

  @Override
  public String encodeURL(String url) {
    return exchange.ids().in(url).orElseGet(() -> super.encodeURL(url));
  }

  @Override
  public String encodeRedirectURL(String url) {
    return exchange.ids().in(url).orElseGet(() -> super.encodeRedirectURL(url));
  }
}
