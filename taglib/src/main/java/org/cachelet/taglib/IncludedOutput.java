// SPDX-License-Identifier: Apache-2.0
package org.cachelet.taglib;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.ByteArrayOutputStream;
import java.io.FilterWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.Charset;

/**
 * The response of an include that would write past the body it was called in: it writes to the
 * body. Used by one request.
 */
final class IncludedOutput extends HttpServletResponseWrapper {
  private final Writer body;
  private final PrintWriter writer;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  IncludedOutput(HttpServletResponse response, Writer body) {
    super(response);
    this.body = body;
    writer = new PrintWriter(new Unflushed(body));
  }

  /** Writes to the body what was written as bytes. */
  void end() throws IOException {
    if (bytes.size() > 0) {
      body.write(bytes.toString(Charset.forName(getCharacterEncoding())));
    }
  }

  @Override
  public PrintWriter getWriter() {
    return writer;
  }

  @Override
  public ServletOutputStream getOutputStream() {
    return new Collected(bytes);
  }

  @Override
  public void flushBuffer() {
    // the body is flushed with the page
  }

  /** Keeps bytes. */
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

  /** A writer to a body, which refuses to be flushed. */
  private static final class Unflushed extends FilterWriter {
    Unflushed(Writer body) {
      super(body);
    }

    @Override
    public void flush() {
      // see above
    }

    @Override
    public void close() {
      // the body goes on
    }
  }
}
