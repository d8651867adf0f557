// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import org.jspecify.annotations.Nullable;

/**
 * What a request has for an input.
 *
 * @param text the value in one written form, which differs for values that differ; null if the
 *     request has none, or none that can be written
 * @param personal whether what is made from it belongs to one visitor
 */
record Value(@Nullable String text, boolean personal) {
  /** Nothing there, which differs from an empty value. */
  static final Value ABSENT = new Value(null, false);

  /** Something there from which nothing is made that may be shared. */
  static final Value UNSHARED = new Value(null, true);

  /** Returns a value that all who have it may share, or {@link #ABSENT} for null. */
  static Value of(@Nullable String text) {
    return text == null ? ABSENT : new Value(text, false);
  }

  /** Returns a value that is shared only where a rule varies by it, or {@link #ABSENT} for null. */
  static Value personal(@Nullable String text) {
    return text == null ? ABSENT : new Value(text, true);
  }

  /**
   * Returns what this is to a rule: the plain value if it varies by it, {@link #UNSHARED} if not.
   */
  Value under(boolean varied) {
    if (!personal) {
      return this;
    }
    return varied && text != null ? of(text) : UNSHARED;
  }
}
