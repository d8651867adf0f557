// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectStreamClass;

/** Reads a serial stream of allowed classes, which it looks for where the application's are. */
final class SerialInput extends ObjectInputStream {
  private final SerialClasses classes;

  /** Reads these bytes. */
  SerialInput(byte[] bytes, SerialClasses classes) throws IOException {
    super(new ByteArrayInputStream(bytes));
    this.classes = classes;
    setObjectInputFilter(new SerialLimits(classes, bytes.length));
  }

  @Override
  protected Class<?> resolveClass(ObjectStreamClass description) throws ClassNotFoundException {
    return classes.load(description.getName());
  }

  @Override
  protected Class<?> resolveProxyClass(String[] interfaces) throws ClassNotFoundException {
    return classes.loadProxy(interfaces);
  }
}
