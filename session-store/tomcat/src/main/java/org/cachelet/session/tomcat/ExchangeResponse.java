// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session.tomcat;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/**
 * A response that saves the session before the first byte of it leaves. Tomcat tells nobody when
 * that is, so what is written is counted. Used by one request.
 */
final class ExchangeResponse extends HttpServletResponseWrapper {
  private final Exchange exchange;
  private long written;
  private @Nullable Made<ServletOutputStream> stream;
  private @Nullable Made<PrintWriter> writer;

  /**
   * What was made for Tomcat's own, which may be another one after a reset.
   *
   * @param of Tomcat's
   * @param made ours
   */
  private record Made<T>(T of, T made) {}

  /** Wraps a response of Tomcat. */
  ExchangeResponse(HttpServletResponse response, Exchange exchange) {
    super(response);
    this.exchange = exchange;
  }

  /** Saves if the next bytes do not fit into the buffer, or are the last ones. */
  void beforeWrite(long bytes) {
    written += bytes;
    boolean mayLeave = written >= getBufferSize() || exchange.isWhole(written);
    if (mayLeave && !isCommitted()) {
      exchange.save();
    }
  }

  /** Commits what has been saved for, so that it need not be saved again for the next bytes. */
  void afterWrite() throws IOException {
    if (written > getBufferSize() && !isCommitted()) {
      super.flushBuffer();
    }
  }

  /** Saves since what has been written is to leave. */
  void beforeFlush() {
    if (!isCommitted()) {
      exchange.save();
    }
  }

  @Override
  public void flushBuffer() throws IOException {
    beforeFlush();
    super.flushBuffer();
  }

  @Override
  public void reset() {
    super.reset();
    written = 0;
  }

  @Override
  public void resetBuffer() {
    super.resetBuffer();
    written = 0;
  }

  /** Asks Tomcat each time, which prepares itself after a reset that this was not told of. */
  @Override
  public ServletOutputStream getOutputStream() throws IOException {
    ServletOutputStream own = super.getOutputStream();
    Made<ServletOutputStream> last = stream;
    if (last == null || last.of() != own) {
      last = new Made<>(own, new SavingOutputStream(own, this));
      stream = last;
    }
    return last.made();
  }

  /** Asks Tomcat each time, which prepares itself after a reset that this was not told of. */
  @Override
  public PrintWriter getWriter() throws IOException {
    PrintWriter own = super.getWriter();
    Made<PrintWriter> last = writer;
    if (last == null || last.of() != own) {
      last = new Made<>(own, SavingWriter.of(own, this));
      writer = last;
    }
    return last.made();
  }

  @Override
  public String encodeURL(String url) {
    return encoded(url, super.encodeURL(url));
  }

  @Override
  public String encodeRedirectURL(String url) {
    return encoded(url, super.encodeRedirectURL(url));
  }

  private String encoded(String url, String encoded) {
    if (!encoded.equals(url)) {
      exchange.needSession();
    }
    return encoded;
  }
}
