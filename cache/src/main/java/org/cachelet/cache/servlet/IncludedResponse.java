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
import org.jspecify.annotations.Nullable;

/** Takes what is written to an included response, instead of the response. Used by one request. */
final class IncludedResponse extends HttpServletResponseWrapper {
  private final StringWriter text = new StringWriter();
  private final PrintWriter writer = new PrintWriter(text);
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private @Nullable ServletOutputStream stream;

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
  public void resetBuffer() {
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
