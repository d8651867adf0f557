// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;

/** The body of a request that may have none, which reports the first byte that is read of it. */
final class RecordingBody extends ServletInputStream {
  /** Why a page is not shared that was made from a body. */
  static final String REFUSAL = "the body of the request was read";

  private final ServletInputStream body;
  private final Ledger ledger;

  RecordingBody(ServletInputStream body, Ledger ledger) {
    this.body = body;
    this.ledger = ledger;
  }

  @Override
  public int read() throws IOException {
    return reported(body.read());
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    return reported(body.read(bytes, offset, length));
  }

  private int reported(int read) {
    if (read >= 0) {
      ledger.forbid(REFUSAL);
    }
    return read;
  }

  @Override
  public int available() throws IOException {
    return body.available();
  }

  @Override
  public boolean isFinished() {
    return body.isFinished();
  }

  @Override
  public boolean isReady() {
    return body.isReady();
  }

  @Override
  public void setReadListener(ReadListener listener) {
    body.setReadListener(listener);
  }

  @Override
  public void close() throws IOException {
    body.close();
  }
}
