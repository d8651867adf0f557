// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache.redisson;

import java.util.List;
import org.redisson.api.RFuture;
import org.redisson.client.codec.ByteArrayCodec;
import org.redisson.client.protocol.RedisCommands;
import org.redisson.command.CommandAsyncExecutor;

/** The commands that a store of entries sends, each at once or as a part of a batch. */
final class EntryCommands {
  /** What {@link #replace} returns if it has replaced. */
  static final Long REPLACED = 1L;

  /**
   * Replaces a value, unless it is not the expected one, which is returned then. A value of more
   * bytes than any entry has counts as none, so that nobody has to send or receive it.
   */
  private static final String REPLACE =
      """
      local now = ''
      if redis.call('strlen', KEYS[1]) <= tonumber(ARGV[4]) then
        now = redis.call('get', KEYS[1]) or ''
      end
      if now ~= ARGV[1] then
        return now
      end
      redis.call('set', KEYS[1], ARGV[2], 'PX', ARGV[3])
      return 1
      """;

  private EntryCommands() {}

  /**
   * Returns the beginning of a value: all of it if it is an entry, and of others one byte more than
   * an entry can have, so that a huge value keeps nobody waiting. No bytes mean that there is none.
   */
  static RFuture<Object> read(CommandAsyncExecutor executor, String name) {
    return executor.readAsync(
        name, ByteArrayCodec.INSTANCE, RedisCommands.GETRANGE, name, 0, Envelope.MAX_BYTES);
  }

  /** Sets a value that expires by itself. */
  static RFuture<Void> write(CommandAsyncExecutor executor, Written written) {
    return executor.writeAsync(
        written.name(),
        ByteArrayCodec.INSTANCE,
        RedisCommands.PSETEX,
        written.name(),
        written.millis(),
        written.bytes());
  }

  /**
   * Sets a value that expires by itself in place of the expected one.
   *
   * @param expected no bytes if none is expected
   * @return {@link #REPLACED}, or else the bytes that are there
   */
  static RFuture<Object> replace(CommandAsyncExecutor executor, byte[] expected, Written written) {
    return executor.evalWriteNoRetryAsync(
        written.name(),
        ByteArrayCodec.INSTANCE,
        RedisCommands.EVAL_OBJECT,
        REPLACE,
        List.of(written.name()),
        expected,
        written.bytes(),
        written.millis(),
        Envelope.MAX_BYTES);
  }

  /** Removes a value; returns whether there was one. */
  static RFuture<Boolean> remove(CommandAsyncExecutor executor, String name) {
    return executor.writeAsync(name, ByteArrayCodec.INSTANCE, RedisCommands.UNLINK_BOOL, name);
  }
}
