// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

/**
 * Something that knows by which text its present state is told apart from all others, such as
 * {@code product-17-v3}: for objects in the {@code vary} of a fragment that are no records, texts
 * or numbers.
 */
public interface CacheKeyed {
  /** Returns the text; never null, the same on every node, another one after each change. */
  String cacheKey();
}
