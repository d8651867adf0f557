// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

import java.util.List;

/** The caches of one application, as JMX shows them. */
public interface CachesMXBean {
  /** Returns the names of the caches used until now, sorted. */
  List<String> getCacheNames();

  /**
   * Invalidates all content with one of the tags, in every cache of the application.
   *
   * @param commaSeparated the tags; spaces around them do not count
   * @throws IllegalArgumentException if a tag is empty or not allowed
   */
  void invalidateTags(String commaSeparated);

  /** Removes everything from every cache; what is being made is not stored. */
  void clear();
}
