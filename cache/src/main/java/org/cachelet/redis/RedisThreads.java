// SPDX-License-Identifier: Apache-2.0
package org.cachelet.redis;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.FastThreadLocalThread;
import io.netty.util.concurrent.Future;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;

/**
 * The few threads that clients of one application share; they end when the last client is closed.
 * All are daemons, and see no classes but those that this one sees. Thread-safe.
 */
final class RedisThreads {
  private static final int WORKERS = 4;
  private static final long END_SECONDS = 3;

  private final EventLoopGroup network;
  private final OpenConnections connections = new OpenConnections();
  private final ThreadPoolExecutor workers;
  private final ScheduledThreadPoolExecutor watch;

  @GuardedBy("this")
  private int users = 1;

  /** Makes threads for one client. */
  RedisThreads() {
    NettyEvents.switchOff();
    int processors = Runtime.getRuntime().availableProcessors();
    network =
        new MultiThreadIoEventLoopGroup(
            Math.max(1, Math.min(4, processors / 2)), // fewer sleep less, and wake up for more
            nettyThreads("cachelet-redis-"),
            NioIoHandler.newFactory());
    workers =
        new ThreadPoolExecutor(
            WORKERS,
            WORKERS,
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            named("cachelet-redis-work-"));
    workers.allowCoreThreadTimeOut(true);
    watch = new ScheduledThreadPoolExecutor(1, named("cachelet-redis-watch-"));
    watch.setRemoveOnCancelPolicy(true);
  }

  /** Returns the threads that send and receive. */
  EventLoopGroup network() {
    return network;
  }

  /** Returns the connections that these threads serve; they are closed before the threads end. */
  OpenConnections connections() {
    return connections;
  }

  /** Returns the threads for what may take a while. */
  ExecutorService workers() {
    return workers;
  }

  /** Returns the one thread that looks at the time. */
  ScheduledThreadPoolExecutor watch() {
    return watch;
  }

  /**
   * Returns the same threads for one more client.
   *
   * @throws IllegalStateException if the last client has been closed
   */
  synchronized RedisThreads shared() {
    if (users == 0) {
      throw new IllegalStateException("the client is closed");
    }
    users++;
    return this;
  }

  /** Ends the threads if no other client uses them, and waits a moment for their end. */
  synchronized void release() {
    users--;
    if (users == 0) {
      watch.shutdownNow();
      workers.shutdown();
      end();
    }
  }

  private void end() {
    try {
      connections.close(END_SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    awaitEnd(network.shutdownGracefully(0, 1, TimeUnit.SECONDS));
  }

  private void awaitEnd(Future<?> networkEnd) {
    try {
      if (!networkEnd.await(END_SECONDS, TimeUnit.SECONDS)
          || !workers.awaitTermination(END_SECONDS, TimeUnit.SECONDS)) {
        workers.shutdownNow();
      }
    } catch (InterruptedException e) {
      workers.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }

  private static ThreadFactory named(String prefix) {
    return named(prefix, (task, name) -> new Thread(null, task, name, 0, false));
  }

  /** Returns what makes threads on which Netty reuses its buffers and objects. */
  private static ThreadFactory nettyThreads(String prefix) {
    return named(prefix, RedisThreads::nettyThread);
  }

  /** Returns such a thread; like the others, it takes over nothing from the thread that asks. */
  private static Thread nettyThread(Runnable task, String name) {
    return CompletableFuture.supplyAsync(
            () -> new FastThreadLocalThread(null, task, name),
            making -> new Thread(null, making, name + "-start", 0, false).start())
        .join();
  }

  private static ThreadFactory named(String prefix, BiFunction<Runnable, String, Thread> maker) {
    AtomicInteger number = new AtomicInteger();
    return task -> {
      Thread thread = maker.apply(task, prefix + number.incrementAndGet());
      thread.setDaemon(true);
      thread.setContextClassLoader(RedisThreads.class.getClassLoader());
      return thread;
    };
  }
}
