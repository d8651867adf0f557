// SPDX-License-Identifier: Apache-2.0
package org.cachelet.demo;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Sets {@code Server-Timing} when the first byte of the body goes out, or at the end. */
final class TimedResponse extends HttpServletResponseWrapper {
  private final Timing timing;
  private boolean stamped;
  private @Nullable ServletOutputStream stream;
  private @Nullable PrintWriter writer;

  TimedResponse(HttpServletResponse response, Timing timing) {
    super(response);
    this.timing = timing;
  }

  /** Sets the field, unless that was done already. */
  void stamp() {
    if (!stamped) {
      stamped = true;
      setHeader("Server-Timing", timing.metrics() + verdict());
    }
  }

  /** Returns what the cache says of this request, as one more metric; nothing without a cache. */
  private String verdict() {
    String status = getHeader("Cache-Status");
    if (status == null) {
      return "";
    }
    String age = getHeader("Age");
    String words = status.substring(status.indexOf(';') + 1).strip();
    String all = age == null ? words : words + "; age " + age;
    return ", cache;desc=\"" + all.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }

  @Override
  public ServletOutputStream getOutputStream() throws IOException {
    if (stream == null) {
      stream = new TimedStream(super.getOutputStream());
    }
    return stream;
  }

  @Override
  public PrintWriter getWriter() throws IOException {
    if (writer == null) {
      writer = new PrintWriter(new TimedWriter(super.getWriter()));
    }
    return writer;
  }

  @Override
  public void flushBuffer() throws IOException {
    stamp();
    super.flushBuffer();
  }

  @Override
  public void reset() {
    super.reset();
    stamped = false;
    stream = null;
    writer = null;
  }

  @Override
  public void resetBuffer() {
    super.resetBuffer();
    stamped = false;
  }

  @Override
  public void sendRedirect(String location) throws IOException {
    stamp();
    super.sendRedirect(location);
  }

  @Override
  public void sendRedirect(String location, int status) throws IOException {
    stamp();
    super.sendRedirect(location, status);
  }

  @Override
  public void sendRedirect(String location, boolean clear) throws IOException {
    stamp();
    super.sendRedirect(location, clear);
  }

  @Override
  public void sendRedirect(String location, int status, boolean clear) throws IOException {
    stamp();
    super.sendRedirect(location, status, clear);
  }

  @Override
  public void sendError(int status) throws IOException {
    stamp();
    super.sendError(status);
  }

  @Override
  public void sendError(int status, String message) throws IOException {
    stamp();
    super.sendError(status, message);
  }

  /** Passes bytes on. */
  private final class TimedStream extends ServletOutputStream {
    private final ServletOutputStream target;

    TimedStream(ServletOutputStream target) {
      this.target = target;
    }

    @Override
    public void write(int b) throws IOException {
      stamp();
      target.write(b);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      stamp();
      target.write(bytes, offset, length);
    }

    @Override
    public void write(ByteBuffer bytes) throws IOException {
      stamp();
      target.write(bytes);
    }

    @Override
    public void flush() throws IOException {
      stamp();
      target.flush();
    }

    @Override
    public void close() throws IOException {
      stamp();
      target.close();
    }

    @Override
    public boolean isReady() {
      return target.isReady();
    }

    @Override
    public void setWriteListener(WriteListener listener) {
      target.setWriteListener(listener);
    }
  }

  /** Passes characters on. */
  private final class TimedWriter extends Writer {
    private final PrintWriter target;

    TimedWriter(PrintWriter target) {
      this.target = target;
    }

    @Override
    public void write(char[] text, int offset, int length) {
      stamp();
      target.write(text, offset, length);
    }

    @Override
    public void flush() {
      stamp();
      target.flush();
    }

    @Override
    public void close() {
      stamp();
      target.close();
    }
  }
}
