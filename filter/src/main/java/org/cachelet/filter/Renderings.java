// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** The places in which pages of one rule are made, as many as at the same time. Thread-safe. */
final class Renderings {
  /** Places without number. */
  static final Renderings UNLIMITED = new Renderings(null, 0);

  private final @Nullable Semaphore free;
  private final long waitNanos;

  private Renderings(@Nullable Semaphore free, long waitNanos) {
    this.free = free;
    this.waitNanos = waitNanos;
  }

  /** Returns the places of a rule with these bounds. */
  static Renderings of(PageBounds bounds) {
    return bounds.renderings() == 0
        ? UNLIMITED
        : new Renderings(
            new Semaphore(bounds.renderings(), true), // first come, first served
            bounds.renderingWait().toNanos());
  }

  /** Returns a place if one is free and nobody waits for it, else null. */
  @Nullable Place tryTake() {
    return take(0);
  }

  /**
   * Returns a place, null if it was not this request's turn in time, or if this thread was
   * interrupted, which it then still is.
   */
  @Nullable Place take() {
    return take(waitNanos);
  }

  private @Nullable Place take(long nanos) {
    if (free == null) {
      return Place.UNLIMITED;
    }
    try {
      return free.tryAcquire(nanos, TimeUnit.NANOSECONDS) ? new Place(free) : null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }

  /** The right to make one page, until it is closed. Used by one request, on several threads. */
  static final class Place implements AutoCloseable {
    private static final Place UNLIMITED = new Place(null);

    private final @Nullable Semaphore home;
    private final AtomicBoolean taken = new AtomicBoolean(true);

    private Place(@Nullable Semaphore home) {
      this.home = home;
    }

    /** Frees the place for another; without effect when it is free already. */
    @Override
    public void close() {
      if (home != null && taken.compareAndSet(true, false)) {
        home.release();
      }
    }
  }
}
