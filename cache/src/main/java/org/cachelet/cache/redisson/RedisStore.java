// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache.redisson;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.cachelet.cache.Amount;
import org.cachelet.cache.Entry;
import org.cachelet.cache.Lifetime;
import org.cachelet.cache.Store;
import org.cachelet.redis.RedisClient;
import org.jspecify.annotations.Nullable;
import org.redisson.Redisson;
import org.redisson.api.BatchOptions;
import org.redisson.api.BatchResult;
import org.redisson.api.RFuture;
import org.redisson.command.CommandBatchService;

/**
 * The entries of a named cache in Redis, each under a key that expires by itself. A lookup is one
 * command, so is a put. Entries that are out of date stay until their time is over: whether they
 * may be used is the invalidation log's to say. Thread-safe.
 */
final class RedisStore implements Store {
  private final RedisClient client;
  private final EntryCoding coding;
  private final AtomicChanges changes;
  private final Options options;

  /**
   * Makes a store that sends over this client.
   *
   * @param clock while it is not known, nothing is found or stored
   */
  RedisStore(RedisClient client, Envelope envelope, RedisClock clock, Options options) {
    this.client = client;
    this.options = options;
    coding = new EntryCoding(client, envelope, clock, options);
    changes = new AtomicChanges(client, coding);
  }

  @Override
  public @Nullable Entry get(String key) {
    if (!coding.isReady()) {
      return null;
    }
    String name = RedisKeys.of(key);
    Object value =
        client.read(redisson -> EntryCommands.read(redisson.getCommandExecutor(), name)).value();
    return value instanceof byte[] bytes ? coding.read(key, bytes) : null;
  }

  @Override
  public Map<String, Entry> getAll(Collection<String> keys) {
    if (keys.isEmpty() || !coding.isReady()) {
      return Map.of();
    }
    Map<String, RFuture<Object>> replies = new HashMap<>();
    client.read(
        redisson -> {
          CommandBatchService batch = batch(redisson);
          keys.forEach(
              key -> replies.computeIfAbsent(key, k -> EntryCommands.read(batch, RedisKeys.of(k))));
          return batch.executeAsync();
        });
    Map<String, Entry> found = new HashMap<>();
    replies.forEach(
        (key, reply) -> {
          Entry entry = valueOf(reply) instanceof byte[] bytes ? coding.read(key, bytes) : null;
          if (entry != null) {
            found.put(key, entry);
          }
        });
    return found;
  }

  /** Returns a value if it has arrived: others may not have, when a node of a cluster is down. */
  private static @Nullable Object valueOf(RFuture<Object> reply) {
    CompletableFuture<Object> future = reply.toCompletableFuture();
    return future.isDone() && !future.isCompletedExceptionally() ? future.join() : null;
  }

  @Override
  public boolean put(Entry entry) {
    Written written = coding.write(entry);
    return written != null
        && send(
            redisson -> EntryCommands.write(redisson.getCommandExecutor(), written),
            written.bytes().length);
  }

  @Override
  public boolean putAll(Collection<Entry> entries) {
    List<Written> all = new ArrayList<>();
    long bytes = 0;
    for (Entry entry : entries) {
      Written written = coding.write(entry);
      if (written != null) {
        all.add(written);
        bytes += written.bytes().length;
      }
    }
    return (all.isEmpty() || send(redisson -> writeAll(redisson, all), bytes))
        && all.size() == entries.size();
  }

  private static RFuture<BatchResult<?>> writeAll(Redisson redisson, List<Written> all) {
    CommandBatchService batch = batch(redisson);
    List<RFuture<Void>> replies = new ArrayList<>();
    all.forEach(written -> replies.add(EntryCommands.write(batch, written)));
    return batch.executeAsync(); // fails if one of the replies is a failure
  }

  @Override
  public boolean putIfAbsent(Entry entry, Predicate<Entry> usable) {
    return changes.change(entry.key(), old -> old != null && usable.test(old) ? null : entry)
        != null;
  }

  @Override
  public Entry add(Entry initial, long delta, Predicate<Entry> usable) {
    Entry sum =
        changes.change(
            initial.key(), old -> old != null && usable.test(old) ? sum(old, delta) : initial);
    return sum == null ? initial : sum;
  }

  @Override
  public boolean touch(String key, Lifetime lifetime, long now, Predicate<Entry> usable) {
    return changes.change(
            key,
            old ->
                old != null && usable.test(old)
                    ? old.toBuilder().created(now).lifetime(lifetime).build()
                    : null)
        != null;
  }

  @Override
  public void remove(String key) {
    String name = RedisKeys.of(key);
    boolean unused =
        send(redisson -> EntryCommands.remove(redisson.getCommandExecutor(), name), name.length());
  }

  @Override
  public void discard(Entry entry) {} // it expires by itself

  @Override
  public void clear() {} // as above

  @Override
  public Size size() {
    return new Size(0, 0);
  }

  @Override
  public void close() {} // the client is shared

  private <T> boolean send(RedisClient.Command<T> command, long bytes) {
    if (options.puts() == Puts.WAITING) {
      return client.write(command).isOk();
    }
    client.writeLater(command, bytes, reply -> {}); // the client counts and logs failures
    return true;
  }

  private static CommandBatchService batch(Redisson redisson) {
    return redisson.getCommandExecutor().createCommandBatchService(BatchOptions.defaults());
  }

  private static Entry sum(Entry old, long delta) {
    if (!(old.content() instanceof Amount amount)) {
      throw new IllegalStateException("content under key '" + old.key() + "' is not a number");
    }
    return old.withContent(new Amount(Math.addExact(amount.value(), delta)));
  }

  /** Whether those who put or remove wait until Redis has replied. */
  enum Puts {
    /** They wait, and are told whether it was done. */
    WAITING,
    /** They do not, and are told that it was done. */
    NOT_WAITING
  }

  /**
   * How a store is to behave.
   *
   * @param time what lifetimes are measured with
   * @param maxLifetime how long Redis keeps any entry at most
   * @param puts whether puts wait
   * @param onFailure told of each value that cannot be read or written
   */
  record Options(InstantSource time, Duration maxLifetime, Puts puts, Runnable onFailure) {}
}
