// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

/** Sizes on the heap of a JVM with compressed references: headers of 12 bytes, rounded up to 8. */
public final class Heap {
  private static final int STRING = 24;
  private static final int ARRAY_HEADER = 16;

  private Heap() {}

  /** Returns the bytes that a string takes, with its characters. */
  public static long ofString(String text) {
    return STRING + ofArray(isLatin1(text) ? text.length() : 2L * text.length());
  }

  /** Returns the bytes that an array takes whose elements take {@code size} bytes. */
  public static long ofArray(long size) {
    return (ARRAY_HEADER + size + 7) & ~7L;
  }

  private static boolean isLatin1(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > 0xFF) {
        return false;
      }
    }
    return true;
  }
}
