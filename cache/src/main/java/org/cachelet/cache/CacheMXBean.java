// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

/** A named cache, as JMX shows it. */
public interface CacheMXBean extends CacheStatisticsMXBean {
  /** Returns the entries removed for room. */
  long getEvictions();

  /** Returns the entries removed because their time was over. */
  long getExpirations();

  /** Returns the entries of a shared store that could not be read, or not be written there. */
  long getUnreadable();

  /** Returns the entries stored now, on this node. */
  long getEntries();

  /** Returns the heap that they take now, on this node, in bytes. */
  long getBytes();

  /** Returns the version of the keys in use. */
  long getVersion();

  /** Removes everything from the cache, of every version; what is being made is not stored. */
  void clear();

  /**
   * Steps to the next version of the keys, so that nothing stored before is found any more.
   *
   * @return the new version
   */
  long bumpVersion();
}
