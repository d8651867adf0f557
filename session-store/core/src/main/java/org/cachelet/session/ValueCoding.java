// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session;

import org.jspecify.annotations.Nullable;

/** How the values of one session become bytes. */
interface ValueCoding {
  /**
   * Returns the bytes of a value.
   *
   * @param before the bytes that there are; they are returned if they hold the same value
   * @throws IllegalArgumentException if it has none
   */
  byte[] encode(String field, Object value, byte @Nullable [] before);

  /**
   * Returns the bytes of a value that was read and may have been changed in place.
   *
   * @param before the bytes that it was read from; they are returned if it was not, also where a
   *     release of the application wrote them that knows more or fewer fields
   * @throws IllegalArgumentException if it has none
   */
  byte[] encodeRead(String field, Object value, byte[] before);

  /** Returns the value; null if the bytes cannot be read and that is no error. */
  @Nullable Object decode(String field, byte[] bytes);

  /** Notes that a value that was changed in place has no bytes any more. */
  void notSaved(String field, RuntimeException failure);
}
