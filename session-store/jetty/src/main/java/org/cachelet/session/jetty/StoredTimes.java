// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session.jetty;

import org.eclipse.jetty.session.SessionData;
import org.jspecify.annotations.Nullable;

/**
 * What a cache of Jetty's own keeps account of, in ms. Immutable.
 *
 * @param id of the session
 * @param accessed when it was used last
 * @param lastAccessed when it was used before that
 * @param expiry when it expires; 0 for never
 */
record StoredTimes(String id, long accessed, long lastAccessed, long expiry) {
  /** The note that holds them. */
  static final String NOTE = "times";

  private static final int PARTS = 4;

  static StoredTimes of(SessionData data) {
    return new StoredTimes(
        data.getId(), data.getAccessed(), data.getLastAccessed(), data.getExpiry());
  }

  String text() {
    return id + ' ' + accessed + ' ' + lastAccessed + ' ' + expiry;
  }

  /**
   * Reads them.
   *
   * @throws IllegalArgumentException if it is not what was written
   */
  static StoredTimes parse(@Nullable Object note) {
    String[] parts = note instanceof String text ? text.split(" ", -1) : new String[0];
    if (parts.length != PARTS) {
      throw new IllegalArgumentException("the times of a session are unreadable");
    }
    return new StoredTimes(
        parts[0], Long.parseLong(parts[1]), Long.parseLong(parts[2]), Long.parseLong(parts[3]));
  }

  void applyTo(SessionData data) {
    data.setAccessed(accessed);
    data.setLastAccessed(lastAccessed);
    data.setExpiry(expiry);
  }
}
