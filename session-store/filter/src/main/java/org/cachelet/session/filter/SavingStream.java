// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session.filter;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.nio.ByteBuffer;

/** The stream of a {@link SessionResponse}. */
final class SavingStream extends ServletOutputStream {
  private final ServletOutputStream target;
  private final SessionResponse response;

  SavingStream(ServletOutputStream target, SessionResponse response) {
    this.target = target;
    this.response = response;
  }

  @Override
  public void write(int b) throws IOException {
    response.writing(1);
    target.write(b);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    response.writing(length);
    target.write(bytes, offset, length);
  }

  @Override
  public void write(ByteBuffer buffer) throws IOException {
    response.writing(buffer.remaining());
    target.write(buffer);
  }

  @Override
  public void print(String text) throws IOException {
    response.writing(text == null ? 0 : text.length());
    target.print(text);
  }

  @Override
  public void flush() throws IOException {
    response.committing();
    target.flush();
  }

  @Override
  public void close() throws IOException {
    response.committing();
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
