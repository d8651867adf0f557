// SPDX-License-Identifier: Apache-2.0
package org.cachelet.redis;

import com.google.errorprone.annotations.concurrent.GuardedBy;

/** How much is under way that nobody waits for, which is bounded. Thread-safe. */
final class Backlog {
  private final int mostWrites;
  private final long mostBytes;

  @GuardedBy("this")
  private int writes;

  @GuardedBy("this")
  private long bytes;

  /** Makes an empty one. */
  Backlog(int mostWrites, long mostBytes) {
    this.mostWrites = mostWrites;
    this.mostBytes = mostBytes;
  }

  /** Returns whether there is room for a write of that size, which then is under way. */
  synchronized boolean enter(long size) {
    if (writes >= mostWrites || bytes + size > mostBytes) {
      return false;
    }
    writes++;
    bytes += size;
    return true;
  }

  /** Notes the end of a write that was under way. */
  synchronized void leave(long size) {
    writes--;
    bytes -= size;
  }
}
