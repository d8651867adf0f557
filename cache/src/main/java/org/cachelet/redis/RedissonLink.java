// SPDX-License-Identifier: Apache-2.0
package org.cachelet.redis;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.redisson.Redisson;
import org.redisson.config.Config;

/**
 * The Redisson client: made and connected in the background, and replaced when its replies can no
 * longer be trusted. Nobody else sees it before it has connected, because until then it makes
 * callers wait. Thread-safe.
 */
final class RedissonLink implements AutoCloseable {
  private static final long CONNECT_SECONDS = 5;
  private static final long SHUTDOWN_SECONDS = 1;
  private static final long REST_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final String prefix;
  private final Config config;
  private final ExecutorService workers;
  private final Listener listener;
  private final Fault silence;
  private final AtomicBoolean connecting = new AtomicBoolean();
  private final AtomicLong rebuilds = new AtomicLong();
  private final AtomicReference<@Nullable Redisson> current = new AtomicReference<>();
  private final CountDownLatch attempted = new CountDownLatch(1);

  private volatile long connectedAt;

  /** Made, but not connected yet. */
  @GuardedBy("this")
  private @Nullable Redisson candidate;

  @GuardedBy("this")
  private boolean closed;

  /** Is told how connecting went, by the thread that tried. */
  interface Listener {
    /** Is told that there is a connection. */
    void connected();

    /** Is told that there is none; there will be another attempt. */
    void failed(Fault fault);
  }

  /**
   * Makes one that is not connected.
   *
   * @throws org.cachelet.cache.SettingsException if the options name a file that cannot be read
   */
  RedissonLink(RedisOptions options, RedisThreads threads, Listener listener) {
    this.prefix = options.prefix();
    this.config = RedissonConfig.of(options, threads);
    this.workers = threads.workers();
    this.listener = listener;
    this.silence = silence(options);
  }

  /** Returns what it means if whatever is at the address says nothing. */
  private static Fault silence(RedisOptions options) {
    String remedy =
        options
            .url()
            .map(url -> url.tls() ? ", or is not for TLS: redis" : ", or is for TLS: rediss")
            .map(scheme -> "; perhaps its port is not one of Redis" + scheme + "://")
            .orElse("");
    return new Fault(Fault.Kind.UNREACHABLE, "no reply" + remedy);
  }

  /** Returns the client if it has connected. */
  @Nullable Redisson current() {
    return current.get();
  }

  /** Returns how often the client was replaced. */
  long rebuilds() {
    return rebuilds.get();
  }

  /** Connects in the background if there is no connection, and no attempt under way. */
  void connectIfNeeded() {
    if (current.get() == null && connecting.compareAndSet(false, true)) {
      try {
        workers.execute(this::attempt);
      } catch (RejectedExecutionException e) { // being closed
        connecting.set(false);
      }
    }
  }

  /**
   * Gives up a client, if it is still the current one, and makes another one; but not more than one
   * in a second.
   */
  void replace(@Nullable Redisson distrusted) {
    if (distrusted == null || System.nanoTime() - connectedAt < REST_NANOS) {
      return;
    }
    if (current.compareAndSet(distrusted, null)) {
      rebuilds.incrementAndGet();
      connectIfNeeded();
      inBackground(() -> shutDown(distrusted));
    }
  }

  private void inBackground(Runnable task) {
    try {
      workers.execute(task);
    } catch (RejectedExecutionException e) { // being closed, which ends the threads
      task.run();
    }
  }

  private void attempt() {
    try {
      if (connect()) {
        listener.connected();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException | RuntimeException | LinkageError e) {
      Fault fault = Fault.of(e);
      listener.failed(fault.isSilence() ? silence : fault);
    } finally {
      connecting.set(false);
      attempted.countDown();
    }
  }

  /** Waits until the first attempt to connect has ended, well or not, or this time is over. */
  void awaitAttempt(Duration patience) throws InterruptedException {
    boolean unused = attempted.await(patience.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Returns whether there is a connection now; not so if this has been closed. */
  private synchronized boolean connect()
      throws ExecutionException, InterruptedException, TimeoutException {
    if (closed) {
      return false;
    }
    Redisson made = candidate;
    if (made == null) {
      made = (Redisson) Redisson.create(config);
      candidate = made;
    }
    try {
      Probe.READ.send(made, prefix).get(CONNECT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      requireAnswered(e);
    }
    connectedAt = System.nanoTime();
    current.set(made);
    candidate = null;
    return true;
  }

  /** Takes an error that is only about this one command for the sign of a connection. */
  private static void requireAnswered(ExecutionException e) throws ExecutionException {
    Fault.Kind kind = Fault.of(e).kind();
    if (kind != Fault.Kind.ANSWERED && kind != Fault.Kind.COMMAND_REFUSED) {
      throw e;
    }
  }

  /** Ends the client, after an attempt to connect that is under way. */
  @Override
  public synchronized void close() {
    closed = true;
    Redisson connected = current.getAndSet(null);
    Redisson unconnected = candidate;
    candidate = null;
    if (connected != null) {
      shutDown(connected);
    }
    if (unconnected != null) {
      shutDown(unconnected);
    }
  }

  private static void shutDown(Redisson redisson) {
    redisson.shutdown(0, SHUTDOWN_SECONDS, TimeUnit.SECONDS);
  }
}
