// SPDX-License-Identifier: Apache-2.0
package org.cachelet.redis;

import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.redisson.Redisson;
import org.redisson.api.RFuture;

/** Writes that nobody waits for, which is why there is a bound to them. Thread-safe. */
final class LaterWrites {
  private static final int MOST_WRITES = 256;
  private static final long MOST_BYTES = 16 << 20;

  private final Lanes lanes;
  private final RedisThreads threads;
  private final Backlog backlog = new Backlog(MOST_WRITES, MOST_BYTES);

  /** Makes one with none under way. */
  LaterWrites(Lanes lanes, RedisThreads threads) {
    this.lanes = lanes;
    this.threads = threads;
  }

  /**
   * Sends one.
   *
   * @param bytes about how large it is
   * @param onEnd called once, at the latest when its deadline is over
   */
  <T> void send(RedisClient.Command<T> command, long bytes, Consumer<Reply<T>> onEnd) {
    Redisson redisson = lanes.sender(lanes.writes());
    if (redisson == null) {
      onEnd.accept(lanes.rejected(lanes.writes()));
    } else if (!backlog.enter(bytes)) {
      onEnd.accept(lanes.writes().rejected("too many writes to Redis are under way"));
    } else {
      send(command, redisson, new Pending<>(bytes, onEnd));
    }
  }

  private <T> void send(RedisClient.Command<T> command, Redisson redisson, Pending<T> pending) {
    boolean clean = NettyLocals.areAbsent();
    try {
      RFuture<T> reply = command.send(redisson);
      Future<?> deadline = deadline(pending);
      reply.whenComplete(
          (value, failure) -> {
            deadline.cancel(false);
            pending.replied(value, failure, redisson);
          });
    } catch (RuntimeException e) {
      pending.replied(null, e, redisson);
    } finally {
      NettyLocals.remove(clean);
    }
  }

  private Future<?> deadline(Pending<?> pending) {
    long nanos = lanes.writes().timeout().toNanos();
    return threads.watch().schedule(pending::late, nanos, TimeUnit.NANOSECONDS);
  }

  /** One that is under way: it ends with its reply or at its deadline. */
  private final class Pending<T> {
    private final long bytes;
    private final Consumer<Reply<T>> onEnd;
    private final AtomicBoolean ended = new AtomicBoolean();

    /** Makes one that takes so many bytes. */
    Pending(long bytes, Consumer<Reply<T>> onEnd) {
      this.bytes = bytes;
      this.onEnd = onEnd;
    }

    /** Ends it at its deadline. */
    void late() {
      if (ended.compareAndSet(false, true)) {
        onEnd.accept(lanes.writes().late());
      }
    }

    /** Ends it with what became of it, unless its deadline was before. */
    void replied(@Nullable T value, @Nullable Throwable failure, Redisson redisson) {
      backlog.leave(bytes); // not before: until now it took its memory
      if (!ended.compareAndSet(false, true)) {
        return;
      }
      if (failure == null) {
        lanes.writes().succeeded();
        onEnd.accept(Reply.of(value));
      } else {
        onEnd.accept(lanes.failed(lanes.writes(), failure, redisson));
      }
    }
  }
}
