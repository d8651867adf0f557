// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.security;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.util.concurrent.atomic.AtomicBoolean;

/** An object whose code runs when it is read. */
final class Gadget implements Serializable {
  private static final long serialVersionUID = 1;
  private static final AtomicBoolean RAN = new AtomicBoolean();

  /** Returns whether somebody has read one. */
  static boolean hasRun() {
    return RAN.get();
  }

  private void readObject(ObjectInputStream stream) throws IOException, ClassNotFoundException {
    RAN.set(true);
    stream.defaultReadObject();
  }
}
