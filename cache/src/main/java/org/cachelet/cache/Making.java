// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

import java.time.Duration;

/**
 * The making of one content, from the moment it begins. Used by one caller, on any thread.
 *
 * @see EntryCache#begin
 */
public final class Making {
  private final String fullKey;
  private final long started;
  private final Dependencies dependencies;

  Making(String fullKey, long started, LogPosition since) {
    this.fullKey = fullKey;
    this.started = started;
    this.dependencies = Dependencies.begin(fullKey, since);
  }

  /** Returns what the content depends on, as far as is known. */
  public Dependencies dependencies() {
    return dependencies;
  }

  /** Returns the full key under which the making began. */
  String fullKey() {
    return fullKey;
  }

  /** Returns how long the making has taken at {@code now}, in milliseconds since 1970. */
  Duration time(long now) {
    return Duration.ofMillis(Math.max(0, now - started));
  }
}
