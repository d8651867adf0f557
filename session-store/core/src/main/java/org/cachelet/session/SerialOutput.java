// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;

/** Writes a serial stream of allowed classes, so that what is written can be read. */
final class SerialOutput extends ObjectOutputStream {
  private final SerialClasses classes;

  /** Writes to this stream. */
  SerialOutput(OutputStream out, SerialClasses classes) throws IOException {
    super(out);
    this.classes = classes;
  }

  @Override
  protected void annotateClass(Class<?> type) {
    classes.check(type);
  }

  @Override
  protected void annotateProxyClass(Class<?> type) {
    classes.check(type);
  }
}
