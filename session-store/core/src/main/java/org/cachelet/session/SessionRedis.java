// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session;

import static org.cachelet.session.StoredFields.text;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.cachelet.redis.RedisClient;
import org.cachelet.redis.Reply;
import org.jspecify.annotations.Nullable;

/**
 * Runs scripts and commands for sessions. Thread-safe.
 *
 * <p>All but those that run later throw {@link SessionOutageException} if Redis does not answer:
 * then it is unknown what was done.
 */
final class SessionRedis {
  private static final int SCRIPT_BYTES = 300;

  /** What scripts about a session begin their replies with. */
  private static final Set<String> WORDS =
      Set.of("ok", "absent", "stranger", "taken", "other", "alive", "expired", "leased");

  private final RedisClient client;
  private final SentScripts scripts = new SentScripts();

  SessionRedis(RedisClient client) {
    this.client = client;
  }

  /** Runs a script on one key that changes nothing, or nothing that must be. */
  List<?> read(String script, String key, List<?> arguments) {
    return list(client.read(redisson -> scripts.send(redisson, script, key, arguments)));
  }

  /** Runs such a script, which may run twice. */
  List<?> readTwice(String script, String key, List<?> arguments) {
    return list(client.readTwice(redisson -> scripts.send(redisson, script, key, arguments)));
  }

  /** Runs a script on one key. */
  List<?> write(String script, String key, List<?> arguments) {
    return list(client.write(redisson -> scripts.send(redisson, script, key, arguments)));
  }

  /** Runs a script on one key, which may run twice. */
  List<?> writeTwice(String script, String key, List<?> arguments) {
    return list(client.writeTwice(redisson -> scripts.send(redisson, script, key, arguments)));
  }

  /** Runs a script on one key without waiting for it; it may never run. */
  void writeLater(String script, String key, List<?> arguments) {
    writeLater(redisson -> scripts.send(redisson, script, key, arguments));
  }

  /** Sends a small command without waiting for its reply; it may be dropped. */
  <T> void writeLater(RedisClient.Command<T> command) {
    client.writeLater(command, SCRIPT_BYTES, reply -> {});
  }

  /** Returns what a command gives. */
  <T> @Nullable T read(RedisClient.Command<T> command) {
    return value(client.read(command));
  }

  /** Returns what a command gives that changes something. */
  <T> @Nullable T write(RedisClient.Command<T> command) {
    return value(client.write(command));
  }

  /** Returns a reply that begins as those of scripts about a session do. */
  List<?> believable(List<?> reply) {
    if (reply.isEmpty() || !WORDS.contains(parsed(reply, r -> text(r.get(0))))) {
      throw garbled();
    }
    return reply;
  }

  /** Returns what a reply says, if it can be read. */
  <T> T parsed(List<?> reply, Function<List<?>, T> parser) {
    try {
      return parser.apply(reply);
    } catch (NumberFormatException | ClassCastException | IndexOutOfBoundsException e) {
      throw garbled();
    }
  }

  /** Returns that a reply cannot be believed: it was damaged, or is for another command. */
  SessionOutageException garbled() {
    client.noteForeignReply();
    return new SessionOutageException("a reply of Redis about sessions makes no sense");
  }

  private static List<?> list(Reply<List<Object>> reply) {
    List<Object> value = value(reply);
    return value == null ? List.of() : value;
  }

  private static <T> @Nullable T value(Reply<T> reply) {
    if (!reply.isOk()) {
      throw new SessionOutageException("sessions cannot be reached in Redis: " + reply.failure());
    }
    return reply.value();
  }
}
