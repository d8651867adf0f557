// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** What several nodes share: the log of invalidations, stores and leases. Thread-safe. */
public interface Backend extends AutoCloseable {
  /** Returns the invalidations of all nodes. */
  LogStream stream();

  /**
   * Returns the shared store of a named cache.
   *
   * @param kind {@link StoreKind#REDIS} if the store is all there is; {@link StoreKind#TIERED} if
   *     this process keeps what it puts there, so that nobody needs to wait until it arrived
   * @param onUnreadable run for each entry that cannot be read, or not be written
   */
  Store store(String cache, StoreKind kind, Runnable onUnreadable);

  /** Returns the leases by which nodes agree who makes a content. */
  Leases leases();

  /** Returns how long stores keep any entry at most, for which the log must be kept too. */
  Duration retention();

  /** Returns how the backend is. */
  BackendHealth health();

  /** Ends all connections and threads. */
  @Override
  void close();

  /** Opens a backend for the caches of one application. */
  interface Opener {
    /** Returns the backend; does not wait until it can be reached. */
    Backend open(Needs needs);
  }

  /**
   * What a backend needs to know of the caches.
   *
   * @param prefix what begins all keys of the application
   * @param time what the caches measure lifetimes with
   * @param formats how content is written
   */
  record Needs(String prefix, InstantSource time, List<ContentFormat> formats) {
    /** Copies the formats. */
    public Needs {
      formats = List.copyOf(formats);
    }
  }
}
