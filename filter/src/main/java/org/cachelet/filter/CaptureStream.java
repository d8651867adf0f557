// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Objects;

/** The output stream that an application writes to while its response is captured. */
final class CaptureStream extends ServletOutputStream {
  private final CapturedBody body;
  private final byte[] single = new byte[1];

  CaptureStream(CapturedBody body) {
    this.body = body;
  }

  @Override
  public void write(int value) throws IOException {
    single[0] = (byte) value;
    body.write(single, 0, 1);
  }

  @Override
  public void write(byte[] bytes) throws IOException {
    body.write(bytes, 0, bytes.length);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    body.write(bytes, offset, length);
  }

  @Override
  public void write(ByteBuffer buffer) throws IOException {
    if (body.isPassing()) {
      body.out().write(buffer);
      return;
    }
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    body.write(bytes, 0, bytes.length);
  }

  @Override
  public void print(String text) throws IOException {
    String printed = String.valueOf(text);
    if (!printed.chars().allMatch(c -> c < 128)) {
      body.pass("print of other than ASCII"); // each container has its own idea of the charset
    }
    if (body.isPassing()) {
      body.out().print(printed);
    } else {
      super.print(printed);
    }
  }

  @Override
  public void flush() throws IOException {
    if (!body.isClosed()) {
      body.stream();
      body.send(() -> body.out().flush());
    }
  }

  @Override
  public void close() throws IOException {
    if (body.isClosed()) {
      return;
    }
    if (!body.isHeld()) {
      body.out().close();
    }
    body.close();
  }

  @Override
  public boolean isReady() {
    return body.isHeld() || ready();
  }

  @Override
  public void setWriteListener(WriteListener listener) {
    try {
      body.pass("non-blocking output");
      body.out().setWriteListener(listener);
    } catch (IOException e) {
      listener.onError(e);
    }
  }

  private boolean ready() {
    try {
      return body.out().isReady();
    } catch (IOException e) {
      return true; // the write that follows will throw it
    }
  }
}
