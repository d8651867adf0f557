// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session.tomcat;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.Charset;

/** Saves the session before the characters of its response leave. Used by one request. */
final class SavingWriter extends Writer {
  private static final int LAST_OF_ONE_BYTE = 0x7f;
  private static final int LAST_OF_TWO_BYTES = 0x7ff;

  private final PrintWriter writer;
  private final ExchangeResponse response;
  private final boolean isUtf8;
  private final int bytesOfOne;

  private SavingWriter(PrintWriter writer, ExchangeResponse response) {
    this.writer = writer;
    this.response = response;
    Charset charset = Charset.forName(response.getCharacterEncoding());
    isUtf8 = charset.equals(UTF_8);
    bytesOfOne = charset.canEncode() ? (int) Math.ceil(charset.newEncoder().maxBytesPerChar()) : 1;
  }

  /** Wraps the writer of a response. */
  static PrintWriter of(PrintWriter writer, ExchangeResponse response) {
    return new PrintWriter(new SavingWriter(writer, response)) {
      @Override
      public boolean checkError() {
        response.beforeFlush();
        return writer.checkError(); // which keeps failures to itself
      }
    };
  }

  @Override
  public void write(char[] text, int offset, int length) throws IOException {
    response.beforeWrite(bytes(text, offset, length));
    writer.write(text, offset, length);
    response.afterWrite();
  }

  private long bytes(char[] text, int offset, int length) {
    if (!isUtf8) {
      return (long) length * bytesOfOne;
    }
    long bytes = 0;
    for (int i = offset; i < offset + length; i++) {
      bytes += bytes(text[i]);
    }
    return bytes;
  }

  private static int bytes(char c) {
    if (c <= LAST_OF_ONE_BYTE) {
      return 1;
    }
    return c <= LAST_OF_TWO_BYTES || Character.isSurrogate(c) ? 2 : 3;
  }

  @Override
  public void flush() {
    response.beforeFlush();
    writer.flush();
  }

  @Override
  public void close() {
    response.beforeFlush();
    writer.close();
  }
}
