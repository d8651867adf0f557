// SPDX-License-Identifier: Apache-2.0
package org.cachelet.codec;

/** Measures what objects really take on the heap. */
final class UsedHeap {
  private UsedHeap() {}

  /** Returns the bytes in use when garbage is gone: the least of several measurements. */
  static long now() {
    long least = Long.MAX_VALUE;
    for (int same = 0; same < 2; same++) {
      System.gc();
      long used = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
      if (used < least - 1_000) {
        same = 0;
      }
      least = Math.min(least, used);
    }
    return least;
  }
}
