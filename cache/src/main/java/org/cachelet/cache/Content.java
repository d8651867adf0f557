// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

/**
 * What an entry holds: a page, a fragment or a value. Implementations are immutable, since one
 * instance is handed to all who look it up.
 */
public interface Content {
  /** Returns the heap that this content keeps to itself, in bytes; never changes. */
  long weight();
}
