// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session;

/**
 * That no other request of the visitor does at the same time what asks for this lock, on any node.
 * Closing it lets the next one in.
 */
public final class SessionLock implements AutoCloseable {
  private final Runnable release;

  SessionLock(Runnable release) {
    this.release = release;
  }

  /** Lets the next one in. A second call does nothing, and Redis need not answer. */
  @Override
  public void close() {
    release.run();
  }
}
