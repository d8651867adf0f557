// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache.servlet;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.Charset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Takes what is written to an included response, instead of the response. Used by one request.
 *
 * <p>Compiled against Servlet 6.1, and runs on 6.0.
 */
final class IncludedResponse extends HttpServletResponseWrapper {
  private final StringWriter text = new StringWriter();
  private final PrintWriter writer = new PrintWriter(text);
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private @Nullable ServletOutputStream stream;
  private @Nullable String failure;

  IncludedResponse(HttpServletResponse response) {
    super(response);
  }

  /** Writes what was written here. */
  void writeTo(Writer out) throws IOException {
    writer.flush();
    out.append(text.getBuffer());
    if (bytes.size() > 0) {
      out.write(bytes.toString(Charset.forName(getCharacterEncoding())));
    }
  }

  /** Returns what the answer was instead of a part of a page; empty if it was one. */
  Optional<String> failure() {
    return Optional.ofNullable(failure);
  }

  @Override
  public void setStatus(int status) {
    if (status >= SC_BAD_REQUEST) {
      failure = "the status " + status;
    }
  }

  @Override
  public void sendError(int status) {
    failure = "the status " + status;
  }

  @Override
  public void sendError(int status, String message) {
    failure = "the status " + status;
  }

  @Override
  public void sendRedirect(String location) {
    failure = "a redirect";
  }

  @Override
  public void sendRedirect(String location, int status) {
    failure = "a redirect";
  }

  @Override
  public void sendRedirect(String location, boolean clearBuffer) {
    failure = "a redirect";
  }

  @Override
  public void sendRedirect(String location, int status, boolean clearBuffer) {
    failure = "a redirect";
  }

  @Override
  public PrintWriter getWriter() {
    return writer;
  }

  @Override
  public ServletOutputStream getOutputStream() {
    ServletOutputStream there = stream;
    if (there == null) {
      there = new Collected(bytes);
      stream = there;
    }
    return there;
  }

  @Override
  public void flushBuffer() {
    // What is included is a part of what is written later.
  }

  @Override
  public void reset() {
    resetBuffer();
  }

  @Override
  public void resetBuffer() {
    writer.flush();
    text.getBuffer().setLength(0);
    bytes.reset();
  }

  @Override
  public boolean isCommitted() {
    return false;
  }

  private static final class Collected extends ServletOutputStream {
    private final ByteArrayOutputStream bytes;

    Collected(ByteArrayOutputStream bytes) {
      this.bytes = bytes;
    }

    @Override
    public void write(int b) {
      bytes.write(b);
    }

    @Override
    public void write(byte[] b, int from, int length) {
      bytes.write(b, from, length);
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setWriteListener(WriteListener listener) {
      throw new IllegalStateException("what is included is not written asynchronously");
    }
  }
}
