// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter.http;

/**
 * A part of a body (RFC 9110 section 14.1.2).
 *
 * @param first the position of its first byte, from 0
 * @param last the position of its last byte, not before the first
 */
public record ByteRange(int first, int last) {
  /**
   * Checks the positions.
   *
   * @throws IllegalArgumentException if there is no byte from the first position to the last
   */
  public ByteRange {
    if (first < 0 || last < first) {
      throw new IllegalArgumentException("range is " + first + " to " + last);
    }
  }

  /** Returns the number of bytes. */
  public int length() {
    return last - first + 1;
  }

  /** Returns the Content-Range field (RFC 9110 section 14.4) of this part of a body. */
  public String contentRange(int complete) {
    return "bytes " + first + '-' + last + '/' + complete;
  }

  /** Returns whether there is no byte between this part and another, or whether they overlap. */
  boolean touches(ByteRange other) {
    return first <= other.last + 1L && other.first <= last + 1L;
  }

  /** Returns the smallest part that holds this one and another. */
  ByteRange with(ByteRange other) {
    return new ByteRange(Math.min(first, other.first), Math.max(last, other.last));
  }
}
