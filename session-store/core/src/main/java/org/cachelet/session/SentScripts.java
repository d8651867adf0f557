// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;
import org.redisson.Redisson;
import org.redisson.api.RFuture;
import org.redisson.api.RScript;
import org.redisson.client.RedisNoScriptException;
import org.redisson.client.codec.ByteArrayCodec;
import org.redisson.client.protocol.RedisCommand;
import org.redisson.command.CommandAsyncExecutor;
import org.redisson.misc.CompletableFutureWrapper;

/**
 * Sends scripts by their digests, with arguments as they are; a server that does not know a script
 * is told it. Redisson can do that, and makes for each call what is the same for all. Thread-safe.
 */
final class SentScripts {
  private static final RedisCommand<List<Object>> BY_DIGEST =
      new RedisCommand<>(listCommand(), "EVALSHA");

  /** How many parameters come before those of the script: its digest, how many keys, the key. */
  private static final int BEFORE = 3;

  private static final ByteBuf ONE_KEY = constant("1".getBytes(US_ASCII));

  /** Of the few scripts that there are. */
  private final Map<String, ByteBuf> digests = new ConcurrentHashMap<>();

  /** Returns an argument that is sent often: for others, an object is made each time. */
  static ByteBuf constant(byte[] bytes) {
    return Unpooled.unreleasableBuffer(Unpooled.wrappedBuffer(bytes));
  }

  /**
   * Runs a script on one key and returns at once.
   *
   * @param arguments arrays of bytes, and constants
   */
  RFuture<List<Object>> send(Redisson redisson, String script, String key, List<?> arguments) {
    if (!redisson.getConfig().isUseScriptCache()) {
      return tell(redisson, script, key, arguments);
    }
    CommandAsyncExecutor executor = redisson.getCommandExecutor();
    String name = executor.getServiceManager().getNameMapper().map(key);
    RFuture<List<Object>> sent =
        executor.writeAsync(
            name, ByteArrayCodec.INSTANCE, BY_DIGEST, parameters(script, name, arguments));
    CompletableFuture<List<Object>> reply = new CompletableFuture<>();
    sent.whenComplete(
        (value, failure) -> {
          if (failure instanceof RedisNoScriptException) {
            tell(redisson, script, key, arguments)
                .whenComplete((late, lost) -> complete(reply, late, lost));
          } else {
            complete(reply, value, failure);
          }
        });
    return new CompletableFutureWrapper<>(reply);
  }

  private Object[] parameters(String script, String key, List<?> arguments) {
    Object[] parameters = new Object[BEFORE + arguments.size()];
    parameters[0] = digests.computeIfAbsent(script, SentScripts::digest);
    parameters[1] = ONE_KEY;
    parameters[2] = key;
    for (int i = 0; i < arguments.size(); i++) {
      parameters[BEFORE + i] = arguments.get(i);
    }
    return parameters;
  }

  private static RFuture<List<Object>> tell(
      Redisson redisson, String script, String key, List<?> arguments) {
    return redisson
        .getScript(ByteArrayCodec.INSTANCE)
        .evalAsync(
            key,
            RScript.Mode.READ_WRITE,
            script,
            RScript.ReturnType.LIST,
            List.of(key),
            arguments.stream().map(SentScripts::bytes).toArray());
  }

  private static Object bytes(Object argument) {
    return argument instanceof ByteBuf constant ? ByteBufUtil.getBytes(constant) : argument;
  }

  private static ByteBuf digest(String script) {
    return constant(DigestUtils.sha1Hex(script).getBytes(US_ASCII));
  }

  private static <T> void complete(
      CompletableFuture<T> reply, @Nullable T value, @Nullable Throwable failure) {
    if (failure == null) {
      reply.complete(value);
    } else {
      reply.completeExceptionally(failure);
    }
  }

  @SuppressWarnings("unchecked") // what is returned for lists
  private static RedisCommand<List<Object>> listCommand() {
    return (RedisCommand<List<Object>>) RScript.ReturnType.LIST.getCommand();
  }
}
