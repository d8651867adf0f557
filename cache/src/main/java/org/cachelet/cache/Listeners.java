// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** Those who are told of what happens; what they throw is logged, calmly. Thread-safe. */
final class Listeners {
  private static final Duration PAUSE = Duration.ofMinutes(1);

  private final List<CacheListener> listeners;
  private final CalmLog log;

  Listeners(List<CacheListener> listeners, InstantSource time) {
    this.listeners = List.copyOf(listeners);
    this.log = new CalmLog(System.getLogger(CacheListener.class.getName()), time, PAUSE);
  }

  /** Tells what happened in a cache, see {@link CacheListener#onEvent}. */
  void tell(String cache, CacheEvent event, String key, String detail) {
    for (int n = 0; n < listeners.size(); n++) { // for each hit, so without an iterator
      CacheListener listener = listeners.get(n);
      try {
        listener.onEvent(cache, event, key, detail);
      } catch (RuntimeException e) {
        failed(listener, e);
      }
    }
  }

  /** Tells of an invalidation. */
  void tell(Invalidation invalidation) {
    for (CacheListener listener : listeners) {
      try {
        listener.onInvalidation(invalidation);
      } catch (RuntimeException e) {
        failed(listener, e);
      }
    }
  }

  private void failed(CacheListener listener, RuntimeException failure) {
    String name = listener.getClass().getName();
    log.warn(name, "cache listener " + name + " failed", failure);
  }
}
