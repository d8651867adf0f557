// SPDX-License-Identifier: Apache-2.0
package org.cachelet.bench.parts;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A response that only counts what is written, so that what is measured is ours alone. Used by one
 * thread, again and again.
 */
public final class BenchResponse extends RefusingResponse {
  private final Counting out = new Counting();
  private final PrintWriter writer = new PrintWriter(Writer.nullWriter());
  private int status = 200;
  private int fields;
  private @Nullable String contentType;

  /** Returns how many bytes were written to the stream, and how many fields were set. */
  public long written() {
    return out.bytes + fields;
  }

  /** Returns how many bytes were written to the stream. */
  public long bytes() {
    return out.bytes;
  }

  /** Begins anew. */
  public void clear() {
    out.bytes = 0;
    fields = 0;
    status = 200;
    contentType = null;
  }

  @Override
  public int getStatus() {
    return status;
  }

  @Override
  public void setStatus(int code) {
    status = code;
  }

  @Override
  public void setHeader(String name, @Nullable String value) {
    fields++;
  }

  @Override
  public void addHeader(String name, String value) {
    fields++;
  }

  @Override
  public void setIntHeader(String name, int value) {
    fields++;
  }

  @Override
  public void setDateHeader(String name, long value) {
    fields++;
  }

  @Override
  public boolean containsHeader(String name) {
    return false;
  }

  @Override
  public @Nullable String getHeader(String name) {
    return null;
  }

  @Override
  public Collection<String> getHeaders(String name) {
    return List.of();
  }

  @Override
  public Collection<String> getHeaderNames() {
    return List.of();
  }

  @Override
  public void setContentType(@Nullable String type) {
    contentType = type;
  }

  @Override
  public @Nullable String getContentType() {
    return contentType;
  }

  @Override
  public void setCharacterEncoding(@Nullable String charset) {
    fields++;
  }

  @Override
  public String getCharacterEncoding() {
    return "UTF-8";
  }

  @Override
  public Locale getLocale() {
    return Locale.ROOT;
  }

  @Override
  public void setContentLength(int length) {
    fields++;
  }

  @Override
  public void setContentLengthLong(long length) {
    fields++;
  }

  @Override
  public boolean isCommitted() {
    return false;
  }

  @Override
  public int getBufferSize() {
    return 8192;
  }

  @Override
  public void flushBuffer() {}

  @Override
  public void resetBuffer() {}

  @Override
  public void reset() {
    clear();
  }

  @Override
  public String encodeRedirectURL(String url) {
    return url;
  }

  @Override
  public void setBufferSize(int size) {}

  @Override
  public String encodeURL(String url) {
    return url;
  }

  @Override
  public ServletOutputStream getOutputStream() {
    return out;
  }

  @Override
  public PrintWriter getWriter() {
    return writer;
  }

  private static final class Counting extends ServletOutputStream {
    private long bytes;

    @Override
    public void write(int b) {
      bytes++;
    }

    @Override
    public void write(byte[] all, int offset, int length) {
      bytes += length;
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setWriteListener(WriteListener listener) {
      throw new UnsupportedOperationException("the benchmark blocks");
    }
  }
}
