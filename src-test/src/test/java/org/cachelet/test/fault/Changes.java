// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.fault;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.cachelet.cache.Caches;
import org.cachelet.cache.Delivery;

/** An editor who changes ten pages a second, at one node after the other. Thread-safe. */
final class Changes implements AutoCloseable {
  private static final long PAUSE_NANOS = 100_000_000;

  private final Source source;
  private final List<Caches> nodes;
  private final AtomicInteger pending = new AtomicInteger();
  private final Thread thread = new Thread(this::run, "test-changes");
  private volatile boolean ended;

  /** Starts to change pages, and to invalidate them at these nodes. */
  Changes(Source source, List<Caches> nodes) {
    this.source = source;
    this.nodes = List.copyOf(nodes);
    thread.setDaemon(true);
    thread.start();
  }

  /** Returns how many invalidations were not acknowledged at once. */
  int pending() {
    return pending.get();
  }

  /** Ends the changes. */
  @Override
  public void close() throws InterruptedException {
    ended = true;
    thread.join();
  }

  private void run() {
    for (int i = 0; !ended; i++) {
      int id = Source.anyPage();
      long version = source.change(id);
      if (nodes.get(i % nodes.size()).invalidateTags("page:" + id) == Delivery.DELIVERED) {
        source.acknowledged(id).deliver(version);
      } else {
        pending.incrementAndGet();
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }
}
