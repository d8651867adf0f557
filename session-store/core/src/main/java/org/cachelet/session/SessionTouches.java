// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

/**
 * Notes accesses to sessions that requests did not need, for each now and then, and without waiting
 * for Redis. Thread-safe.
 */
final class SessionTouches {
  private static final int MOST = 100_000;

  private final SessionStore store;

  /** The sessions whose last access Redis has been told of lately. */
  private final Cache<String, Boolean> told;

  SessionTouches(SessionStore store, SessionTimes times) {
    this.store = store;
    told =
        Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfterWrite(times.touchInterval())
            .executor(Runnable::run)
            .build();
  }

  void touch(SessionId id) {
    if (told.asMap().putIfAbsent(id.storage(), true) == null) {
      store.touchLater(Handle.of(id));
    }
  }
}
