// SPDX-License-Identifier: Apache-2.0
package org.cachelet.taglib;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.FilterWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import org.jspecify.annotations.Nullable;

/**
 * The response as pages see it: what is written to it itself while the body of a tag is open goes
 * past the body, and would be missing when the fragment is used again; so would what is done to its
 * buffer. Used by one request.
 */
final class WatchedResponse extends HttpServletResponseWrapper {
  private static final String CLEARED = "what was in the response was thrown away in it";

  private @Nullable PrintWriter writer;

  WatchedResponse(HttpServletResponse response) {
    super(response);
  }

  @Override
  public PrintWriter getWriter() throws IOException {
    OpenBody.tellWrittenPast(this);
    PrintWriter there = writer;
    if (there == null) {
      there = new PrintWriter(new Watched(super.getWriter()));
      writer = there;
    }
    return there;
  }

  /** The stream itself is the container's: it knows what else that can do. */
  @Override
  public ServletOutputStream getOutputStream() throws IOException {
    OpenBody.tellWrittenPast(this);
    return super.getOutputStream();
  }

  @Override
  public void reset() {
    OpenBody.tellChanged(this, CLEARED);
    super.reset();
    writer = null;
  }

  @Override
  public void resetBuffer() {
    OpenBody.tellChanged(this, CLEARED);
    super.resetBuffer();
  }

  @Override
  public void flushBuffer() throws IOException {
    OpenBody.tellChanged(this, "the response was flushed in it");
    super.flushBuffer();
  }

  /** The writer, which may have been taken before the body began. */
  private final class Watched extends FilterWriter {
    Watched(Writer out) {
      super(out);
    }

    @Override
    public void write(int c) throws IOException {
      OpenBody.tellWrittenPast(WatchedResponse.this);
      super.write(c);
    }

    @Override
    public void write(char[] text, int from, int length) throws IOException {
      OpenBody.tellWrittenPast(WatchedResponse.this);
      super.write(text, from, length);
    }

    @Override
    public void write(String text, int from, int length) throws IOException {
      OpenBody.tellWrittenPast(WatchedResponse.this);
      super.write(text, from, length);
    }
  }
}
