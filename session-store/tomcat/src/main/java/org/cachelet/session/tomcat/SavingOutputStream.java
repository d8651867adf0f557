// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session.tomcat;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;

/** Saves the session before the bytes of its response leave. Used by one request. */
final class SavingOutputStream extends ServletOutputStream {
  private final ServletOutputStream stream;
  private final ExchangeResponse response;
  private boolean isBlocking = true;

  /** Wraps the stream of a response. */
  SavingOutputStream(ServletOutputStream stream, ExchangeResponse response) {
    this.stream = stream;
    this.response = response;
  }

  @Override
  public void write(int b) throws IOException {
    response.beforeWrite(1);
    stream.write(b);
    written();
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    response.beforeWrite(length);
    stream.write(bytes, offset, length);
    written();
  }

  private void written() throws IOException {
    if (isBlocking) {
      response.afterWrite();
    }
  }

  @Override
  public void flush() throws IOException {
    response.beforeFlush();
    stream.flush();
  }

  @Override
  public void close() throws IOException {
    response.beforeFlush();
    stream.close();
  }

  @Override
  public boolean isReady() {
    return stream.isReady();
  }

  @Override
  public void setWriteListener(WriteListener listener) {
    isBlocking = false;
    stream.setWriteListener(listener);
  }
}
