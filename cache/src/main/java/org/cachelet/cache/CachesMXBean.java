// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

import java.util.List;

/** The caches of one application, as JMX shows them. */
public interface CachesMXBean {
  /** Returns the names of the caches used until now, sorted. */
  List<String> getCacheNames();

  /** Returns where the caches are shared with other nodes; empty if they are not. */
  String getBackend();

  /** Returns whether what is shared is asked; false too if nothing is shared. */
  boolean isBackendUp();

  /** Returns how many calls to what is shared failed. */
  long getBackendFailures();

  /** Returns how many calls to what is shared were not made, since it was not up. */
  long getBackendRejected();

  /** Returns whether this node knows the invalidations of all nodes. */
  boolean isLogCurrent();

  /** Returns how many invalidations of this node the other nodes have not been told yet. */
  int getPendingInvalidations();

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
