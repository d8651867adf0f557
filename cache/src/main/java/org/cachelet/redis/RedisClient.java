// SPDX-License-Identifier: Apache-2.0
package org.cachelet.redis;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.redisson.Redisson;
import org.redisson.api.RFuture;
import org.redisson.api.RedissonClient;

/**
 * A connection to one Redis, be it a server, a Sentinel group or a cluster, that never makes a
 * caller wait long. Thread-safe.
 *
 * <p>Each call has a deadline. When calls fail again and again, no more are sent: they fail at once
 * until Redis, which is asked in the background, answers in time. Reads and writes are apart in
 * this, so that a server without room for more still serves what it has.
 */
public final class RedisClient implements AutoCloseable {
  private static final long TICK_MILLIS = 200;

  private final RedisOptions options;
  private final RedisThreads threads;
  private final Lanes lanes;
  private final LaterWrites laterWrites;
  private final ForeignReplies foreignReplies = new ForeignReplies(System::nanoTime);
  private final AtomicBoolean closed = new AtomicBoolean();
  private final Future<?> ticks;
  private volatile boolean lastFailed;

  /**
   * What is to be sent.
   *
   * @param <T> what the server replies
   */
  @FunctionalInterface
  public interface Command<T> {
    /** Sends it and returns at once. Redisson's default codec here is that of byte arrays. */
    RFuture<T> send(Redisson redisson);
  }

  private RedisClient(RedisOptions options, RedisThreads threads) {
    this.options = options;
    this.threads = threads;
    lanes = new Lanes(options, threads);
    laterWrites = new LaterWrites(lanes, threads);
    ticks =
        threads.watch().scheduleWithFixedDelay(lanes::look, 0, TICK_MILLIS, TimeUnit.MILLISECONDS);
  }

  /**
   * Opens a client, which connects in the background: this never waits for the network.
   *
   * @throws org.cachelet.cache.SettingsException if the options name a file that cannot be read
   */
  public static RedisClient open(RedisOptions options) {
    return open(options, new RedisThreads());
  }

  private static RedisClient open(RedisOptions options, RedisThreads threads) {
    try {
      return new RedisClient(options, threads);
    } catch (RuntimeException e) {
      threads.release();
      throw e;
    }
  }

  /**
   * Opens a client with connections of its own that shares the threads of this one. Either may be
   * closed first.
   *
   * @throws IllegalStateException if this one has been closed
   */
  public RedisClient openBeside(RedisOptions other) {
    return open(other, threads.shared());
  }

  /**
   * Waits until the first attempt to connect has ended, well or not: for those who cannot do
   * without Redis, so that their first commands do not fail only because it was not yet reached.
   *
   * @param patience how long at most
   */
  public void awaitFirstAttempt(Duration patience) {
    try {
      lanes.link().awaitAttempt(patience);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Sends a command that only reads, and waits for the reply for the read timeout at most; for a
   * quarter of it if the last reply was late, so that a request with several commands does not wait
   * for each.
   */
  public <T> Reply<T> read(Command<T> command) {
    return call(lanes.reads(), command, RedisClient::once);
  }

  /**
   * Sends a command that only reads, and once more if the connection is lost or half of the time
   * has gone by: a command under way on a connection that ends is never answered.
   */
  public <T> Reply<T> readTwice(Command<T> command) {
    return call(lanes.reads(), command, RedisClient::twice);
  }

  /**
   * Sends a command that changes something, and waits for the write timeout at most, or a quarter
   * of it if the last reply was late. It may be carried out even after it has failed here.
   */
  public <T> Reply<T> write(Command<T> command) {
    return call(lanes.writes(), command, RedisClient::once);
  }

  /**
   * Sends a command that changes something, and perhaps once more, as {@link #readTwice}; to carry
   * it out twice must be as good as once.
   */
  public <T> Reply<T> writeTwice(Command<T> command) {
    return call(lanes.writes(), command, RedisClient::twice);
  }

  /** A way to send a command and to wait for its reply. */
  private interface Way {
    <T> T await(Command<T> command, Redisson redisson, Duration patience)
        throws ExecutionException, InterruptedException, TimeoutException;
  }

  private static <T> T once(Command<T> command, Redisson redisson, Duration patience)
      throws ExecutionException, InterruptedException, TimeoutException {
    return command.send(redisson).get(patience.toNanos(), TimeUnit.NANOSECONDS);
  }

  private static <T> T twice(Command<T> command, Redisson redisson, Duration patience)
      throws ExecutionException, InterruptedException, TimeoutException {
    long half = patience.toNanos() / 2;
    RFuture<T> first = command.send(redisson);
    try {
      return first.get(half, TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      return either(first, command.send(redisson)).get(half, TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      if (Fault.of(e).kind() != Fault.Kind.UNREACHABLE) {
        throw e;
      }
      return command.send(redisson).get(half, TimeUnit.NANOSECONDS);
    }
  }

  /** Returns the first reply of two; the failure of the second one if it fails. */
  private static <T> CompletableFuture<T> either(RFuture<T> first, RFuture<T> second) {
    CompletableFuture<T> either = new CompletableFuture<>();
    first.thenAccept(either::complete);
    second.whenComplete(
        (value, failure) -> {
          if (failure == null) {
            either.complete(value);
          } else {
            either.completeExceptionally(failure);
          }
        });
    return either;
  }

  private <T> Reply<T> call(Lane lane, Command<T> command, Way way) {
    Redisson redisson = lanes.sender(lane);
    Reply<T> reply = redisson == null ? lanes.rejected(lane) : call(lane, command, redisson, way);
    lastFailed = !reply.isOk();
    return reply;
  }

  private <T> Reply<T> call(Lane lane, Command<T> command, Redisson redisson, Way way) {
    boolean clean = NettyLocals.areAbsent();
    try {
      T value = way.await(command, redisson, lanes.patience(lane));
      lanes.succeeded(lane);
      return Reply.of(value);
    } catch (TimeoutException e) {
      return lanes.late(lane);
    } catch (ExecutionException | RuntimeException e) {
      return lanes.failed(lane, e, redisson);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Reply.failed("interrupted while waiting for Redis");
    } finally {
      NettyLocals.remove(clean);
    }
  }

  /**
   * Sends a command that changes something, and does not wait. It is dropped, with a failed reply,
   * when 256 of them or 16 MB are under way already.
   *
   * @param bytes about how large the command is
   * @param onEnd called once, here or by a thread of the client, which it must not keep long
   */
  public <T> void writeLater(Command<T> command, long bytes, Consumer<Reply<T>> onEnd) {
    laterWrites.send(
        command,
        bytes,
        reply -> {
          lastFailed = !reply.isOk();
          onEnd.accept(reply);
        });
  }

  /** Returns whether the last call failed or calls are not sent: spare those you can spare. */
  public boolean isSuspect() {
    return lastFailed
        || lanes.sender(lanes.reads()) == null
        || lanes.sender(lanes.writes()) == null;
  }

  /**
   * Returns the Redisson client for what this class has no method for; ask anew for each use, since
   * it may be replaced.
   *
   * @throws IllegalStateException if there is no connection yet, or no more
   */
  public RedissonClient redisson() {
    Redisson redisson = lanes.link().current();
    if (redisson == null) {
      throw new IllegalStateException("there is no connection to Redis at " + options);
    }
    return redisson;
  }

  /**
   * Notes that a reply was not for its command. After three in 10 s the Redisson client is
   * replaced.
   */
  public void noteForeignReply() {
    if (foreignReplies.note()) {
      lanes.link().replace(lanes.link().current());
    }
  }

  /** Returns how the connection is. */
  public RedisHealth health() {
    return new RedisHealth(
        options.toString(),
        lanes.link().current() != null,
        lanes.reads().health(),
        lanes.writes().health(),
        lanes.link().rebuilds());
  }

  /**
   * Closes all connections; commands fail from now on. Waits a few seconds at most, for Redis and
   * for the end of threads. A second call does nothing.
   */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      boolean clean = NettyLocals.areAbsent();
      ticks.cancel(false);
      lanes.close();
      threads.release();
      NettyLocals.remove(clean);
    }
  }
}
