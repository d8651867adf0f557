// SPDX-License-Identifier: Apache-2.0
package org.cachelet.taglib;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.FilterWriter;
import java.io.PrintWriter;
import java.io.Writer;

/**
 * The response of an include that would write past the body it was called in: it writes to the
 * body. Used by one request.
 */
final class IncludedOutput extends HttpServletResponseWrapper {
  private final PrintWriter writer;

  IncludedOutput(HttpServletResponse response, Writer body) {
    super(response);
    writer = new PrintWriter(new Unflushed(body));
  }

  @Override
  public PrintWriter getWriter() {
    return writer;
  }

  /**
   * Fails, as for any include in a body; what has a text can be written to {@link #getWriter()}.
   */
  @Override
  public ServletOutputStream getOutputStream() {
    throw new IllegalStateException("what is included in the body of a tag needs the writer");
  }

  @Override
  public void flushBuffer() {
    // the body is flushed with the page
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
