// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Makes stale values anew in the background, a few at a time; when all are busy, the next caller
 * tries again. Thread-safe.
 */
final class Renewals implements AutoCloseable {
  private static final int MAX_THREADS = 4;
  private static final long IDLE_SECONDS = 10;

  private final ThreadPoolExecutor threads;

  Renewals() {
    AtomicInteger number = new AtomicInteger();
    ClassLoader application = Thread.currentThread().getContextClassLoader();
    threads =
        new ThreadPoolExecutor(
            0,
            MAX_THREADS,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            task -> {
              Thread thread = new Thread(task, "cachelet-renewal-" + number.incrementAndGet());
              thread.setDaemon(true);
              thread.setContextClassLoader(application);
              return thread;
            });
  }

  /**
   * Runs a task soon.
   *
   * @return false if too much is under way already
   */
  boolean submit(Runnable task) {
    try {
      threads.execute(task);
      return true;
    } catch (RejectedExecutionException e) {
      return false;
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
