// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * That no other request of the visitor does at the same time what asks for this lock, on any node.
 * Closing it lets the next one in. Thread-safe.
 */
public final class SessionLock implements AutoCloseable {
  private final Runnable release;
  private final AtomicBoolean isReleased = new AtomicBoolean();

  SessionLock(Runnable release) {
    this.release = release;
  }

  /** Lets the next one in. A second call does nothing, and Redis need not answer. */
  @Override
  public void close() {
    if (isReleased.compareAndSet(false, true)) {
      release.run();
    }
  }
}
