// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache.redisson;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.cachelet.cache.Invalidation;
import org.cachelet.cache.LogPosition;
import org.cachelet.cache.LogStream;
import org.cachelet.redis.RedisClient;
import org.cachelet.redis.Reply;
import org.jspecify.annotations.Nullable;
import org.redisson.Redisson;
import org.redisson.api.RBatch;
import org.redisson.api.RFuture;
import org.redisson.api.RStream;
import org.redisson.api.RedissonClient;
import org.redisson.api.stream.StreamInfo;
import org.redisson.api.stream.StreamMessageId;
import org.redisson.api.stream.StreamReadArgs;
import org.redisson.api.stream.StreamTrimArgs;
import org.redisson.client.RedisException;
import org.redisson.client.codec.ByteArrayCodec;
import org.redisson.client.codec.LongCodec;
import org.redisson.client.protocol.RedisCommands;
import org.redisson.misc.CompletableFutureWrapper;

/**
 * The log of invalidations as a Redis Stream. Positions are IDs of the stream, so the clock of the
 * log is that of the server that holds it. Thread-safe.
 */
final class RedisLogStream implements LogStream {
  /** How much later than the wait an answer may come before it is given up. */
  private static final Duration OVERDUE = Duration.ofMillis(200);

  /** How much longer than the records the stream lives without any node. */
  private static final Duration LONGER = Duration.ofDays(1);

  private final RedisClient data;
  private final RedisClient tail;
  private final String key;
  private final RedisClock clock;
  private final LogRecord form = new LogRecord();

  /**
   * Makes one.
   *
   * @param data for all but waiting
   * @param tail with a connection that only waits for records
   * @param prefix begins all keys of the application
   * @param clock is told what time it is where the log is
   */
  RedisLogStream(RedisClient data, RedisClient tail, String prefix, RedisClock clock) {
    this.data = data;
    this.tail = tail;
    this.key = prefix + ":log";
    this.clock = clock;
  }

  @Override
  public LogPosition append(Invalidation invalidation) throws UnavailableException {
    return position(
        present(data.write(redisson -> stream(redisson).addAsync(form.fields(invalidation)))));
  }

  @Override
  public void appendAt(LogPosition position, Invalidation invalidation)
      throws UnavailableException {
    Reply<Void> reply =
        data.write(redisson -> stream(redisson).addAsync(id(position), form.fields(invalidation)));
    if (!reply.isOk() && position.isAfter(extent().last())) {
      throw new UnavailableException(reply.failure());
    }
  }

  @Override
  public List<Item> await(LogPosition after, Duration wait) throws UnavailableException {
    RFuture<Map<StreamMessageId, Map<byte[], byte[]>>> answer =
        stream(tailNow())
            .readAsync(StreamReadArgs.greaterThan(id(after)).count(MAX_READ).timeout(wait));
    try {
      return items(answer.get(wait.plus(OVERDUE).toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      throw lost("no answer in time to waiting for records");
    } catch (ExecutionException e) {
      throw lost(String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw lost("interrupted");
    } finally {
      answer.cancel(true); // what is overdue must not keep the connection
    }
  }

  private RedissonClient tailNow() throws UnavailableException {
    try {
      return tail.redisson();
    } catch (IllegalStateException e) {
      throw lost(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public List<Item> poll(LogPosition after) throws UnavailableException {
    StreamReadArgs next = StreamReadArgs.greaterThan(id(after)).count(MAX_READ);
    return items(value(data.read(redisson -> stream(redisson).readAsync(next))));
  }

  @Override
  public Extent extent() throws UnavailableException {
    if (clock.isDue()) {
      readClock();
    }
    StreamInfo<byte[], byte[]> info = present(data.read(this::info));
    StreamInfo.Entry<byte[], byte[]> first = info.getFirstEntry();
    return new Extent(
        first == null ? LogPosition.START : position(first.getId()),
        position(info.getLastGeneratedId()));
  }

  @Override
  public void trim(Duration age, int count) throws UnavailableException {
    if (!clock.isKnown()) {
      throw new UnavailableException("the time of Redis is not known yet");
    }
    long oldest = Math.max(0, clock.toRedis(clock.now()) - age.toMillis());
    present(
        data.write(
            redisson -> {
              RBatch batch = redisson.createBatch();
              var log = batch.<byte[], byte[]>getStream(key, ByteArrayCodec.INSTANCE);
              var unused =
                  List.of(
                      log.trimNonStrictAsync(
                          StreamTrimArgs.minId(new StreamMessageId(oldest)).noLimit()),
                      log.trimNonStrictAsync(StreamTrimArgs.maxLen(count).noLimit()),
                      log.expireAsync(age.plus(LONGER)));
              return batch.executeAsync();
            }));
  }

  private void readClock() throws UnavailableException {
    long sent = clock.now();
    Long millis =
        present(
            data.read(
                redisson ->
                    redisson
                        .getCommandExecutor()
                        .writeAsync(key, LongCodec.INSTANCE, RedisCommands.TIME_LONG)));
    clock.answered(sent, millis);
  }

  /** Asks for the extent; a stream that is not there has none, and is no error. */
  private RFuture<StreamInfo<byte[], byte[]>> info(Redisson redisson) {
    return new CompletableFutureWrapper<>(
        stream(redisson).getInfoAsync().toCompletableFuture().exceptionally(this::noInfo));
  }

  private StreamInfo<byte[], byte[]> noInfo(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (cause instanceof RedisException
        && String.valueOf(cause.getMessage()).contains("no such key")) {
      StreamInfo<byte[], byte[]> none = new StreamInfo<>();
      none.setLastGeneratedId(new StreamMessageId(0, 0));
      return none;
    }
    throw new CompletionException(cause);
  }

  private RStream<byte[], byte[]> stream(RedissonClient redisson) {
    return redisson.getStream(key, ByteArrayCodec.INSTANCE);
  }

  private List<Item> items(@Nullable Map<StreamMessageId, Map<byte[], byte[]>> answer) {
    List<Item> items = new ArrayList<>();
    if (answer != null) {
      answer.forEach((id, fields) -> items.add(new Item(position(id), form.invalidation(fields))));
    }
    return items;
  }

  private <T> T present(Reply<T> reply) throws UnavailableException {
    T value = value(reply);
    if (value == null) {
      throw lost("Redis replied nothing");
    }
    return value;
  }

  private <T> @Nullable T value(Reply<T> reply) throws UnavailableException {
    if (!reply.isOk()) {
      throw lost(reply.failure());
    }
    return reply.value();
  }

  private UnavailableException lost(String reason) {
    clock.reconnected();
    return new UnavailableException(reason);
  }

  private static StreamMessageId id(LogPosition position) {
    return new StreamMessageId(position.time(), position.sequence());
  }

  private static LogPosition position(StreamMessageId id) {
    return new LogPosition(id.getId0(), id.getId1());
  }
}
