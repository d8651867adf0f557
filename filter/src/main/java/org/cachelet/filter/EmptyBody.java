// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The body of a request that has none. */
final class EmptyBody extends ServletInputStream {
  @Override
  public int read() {
    return -1;
  }

  @Override
  public boolean isFinished() {
    return true;
  }

  @Override
  public boolean isReady() {
    return true;
  }

  @Override
  public void setReadListener(ReadListener listener) {
    try {
      listener.onAllDataRead();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
