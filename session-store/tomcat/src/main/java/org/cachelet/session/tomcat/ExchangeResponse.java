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
  private @Nullable ServletOutputStream stream;
  private @Nullable PrintWriter writer;

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
    stream = null;
    writer = null;
  }

  @Override
  public void resetBuffer() {
    super.resetBuffer();
    written = 0;
  }

  @Override
  public ServletOutputStream getOutputStream() throws IOException {
    ServletOutputStream made = stream;
    if (made == null) {
      made = new SavingOutputStream(super.getOutputStream(), this);
      stream = made;
    }
    return made;
  }

  @Override
  public PrintWriter getWriter() throws IOException {
    PrintWriter made = writer;
    if (made == null) {
      made = SavingWriter.of(super.getWriter(), this);
      writer = made;
    }
    return made;
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
