// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache.redisson;

import org.cachelet.cache.Entry;

/** What bytes turned out to hold that were found under a key. Immutable. */
sealed interface Opened {
  /**
   * The entry that was asked for.
   *
   * @param entry with its times in those of this node
   */
  record Decoded(Entry entry) implements Opened {}

  /**
   * A whole entry with another key than the one asked for: the reply to another command, or a
   * collision of digests.
   *
   * @param key the key it has
   */
  record Foreign(String key) implements Opened {}

  /**
   * An entry as a newer release writes it, which is to be left alone.
   *
   * @param version of the layout
   */
  record Newer(int version) implements Opened {}

  /**
   * Bytes that are no entry of ours, or not any more.
   *
   * @param reason in words for a log, after "because"
   */
  record Unreadable(String reason) implements Opened {}
}
