// SPDX-License-Identifier: Apache-2.0
package org.cachelet.codec;

/** Sizes of objects in bytes, as HotSpot lays them out with compressed references. */
final class HeapLayout {
  /** Bytes of a reference. */
  static final int REFERENCE = 4;

  private static final int HEADER = 12;
  private static final int ARRAY_HEADER = 16;

  private HeapLayout() {}

  /** Returns the bytes of an object with so many bytes of fields, none of them of eight bytes. */
  static long object(long fields) {
    return align(HEADER + fields);
  }

  /** Returns the bytes of an object with long or double fields, which start at multiples of 8. */
  static long objectOfLongs(int longs, long otherFields) {
    return align(HEADER + Math.max(otherFields, 4) + 8L * longs);
  }

  /** Returns the bytes of an array with so many bytes of elements. */
  static long array(long elements) {
    return align(ARRAY_HEADER + elements);
  }

  /** Returns the bytes of an array of so many references. */
  static long references(long length) {
    return array(REFERENCE * length);
  }

  /**
   * Returns the bytes of a text with its characters: one byte each, or two if one is not Latin-1.
   */
  static long text(String text) {
    return object(REFERENCE + 6) + array(isLatin1(text) ? text.length() : 2L * text.length());
  }

  private static boolean isLatin1(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > 0xFF) {
        return false;
      }
    }
    return true;
  }

  private static long align(long bytes) {
    return (bytes + 7) & ~7;
  }
}
