// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session;

import static org.cachelet.session.StoredFields.bytes;
import static org.cachelet.session.StoredFields.text;

import io.netty.buffer.ByteBuf;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of one application in Redis: each operation is one script on one key, and so one
 * round trip. Thread-safe.
 *
 * <p>All throw {@link SessionOutageException} if Redis does not answer: then it is unknown what was
 * done.
 */
final class SessionStore {
  /** For how long nothing can begin where a session has ended. */
  private static final Duration ENDED = Duration.ofMinutes(1);

  private static final byte[] NOTHING = {};

  /** How many digests open a session as a rule. */
  private static final ByteBuf ONE = SentScripts.constant(bytes(1));

  /** How many arguments say what opens a session: their number, and one. */
  private static final int USUAL_OPENING = 2;

  private static final String OK = "ok";

  private final SessionRedis redis;
  private final SessionKeys keys;
  private final SecretDigests digests;
  private final SessionIndex index;
  private final SessionLocks locks;
  private final List<Object> common;

  /**
   * Stores sessions.
   *
   * @param times how long they are kept
   * @param node what this node is called, in the sessions that it has used
   */
  SessionStore(
      SessionRedis redis,
      SessionKeys keys,
      SecretDigests digests,
      SessionTimes times,
      String node) {
    this.redis = redis;
    this.keys = keys;
    this.digests = digests;
    index = new SessionIndex(redis, keys, times);
    locks = new SessionLocks(redis, keys);
    common =
        List.of(
            SentScripts.constant(bytes(times.touchInterval().toMillis())),
            SentScripts.constant(bytes(times.grace().toMillis())),
            SentScripts.constant(bytes(times.maxIdle().toMillis())),
            SentScripts.constant(bytes(node)));
  }

  /**
   * Reads a session, which counts as an access.
   *
   * @param known the version whose fields are known and need not be sent
   * @return empty if there is none, it has expired, or the secret is not its own
   */
  Optional<Loaded> load(Handle handle, long known) {
    List<?> reply = read(handle, SessionScripts.LOAD, bytes(known));
    if (!isOk(reply)) {
      return Optional.empty();
    }
    Loaded loaded = redis.parsed(reply, SessionStore::loaded);
    if (loaded.fields().isEmpty() ? loaded.version() != known : !isOf(handle, loaded.fields())) {
      throw redis.garbled();
    }
    return Optional.of(loaded);
  }

  private static Loaded loaded(List<?> reply) {
    return new Loaded(
        Long.parseLong(text(reply.get(1))),
        Long.parseLong(text(reply.get(2))),
        (Long) reply.get(3),
        new StoredFields((List<?>) reply.get(4)));
  }

  /** Returns whether a session is the one that was asked for: has the digest that opens it. */
  private boolean isOf(Handle handle, StoredFields fields) {
    byte[] digest = fields.find(StoredFields.DIGEST);
    return handle
        .id()
        .map(digests::of)
        .map(opening -> opening.stream().anyMatch(one -> Arrays.equals(one, digest)))
        .orElse(digest != null);
  }

  /** Reads a session that may have expired, which is no access; empty if there is none. */
  Optional<Peeked> peek(Handle handle) {
    List<?> reply = read(handle, SessionScripts.PEEK);
    return reply.size() < 2
        ? Optional.empty()
        : Optional.of(
            new Peeked(
                text(reply.get(0)).equals("alive"), new StoredFields((List<?>) reply.get(1))));
  }

  /** Notes an access to a session, if there is one and the last access is old enough; later. */
  void touchLater(Handle handle) {
    List<Object> arguments = arguments(handle, bytes("*"));
    redis.writeLater( // or the next access is noted
        SessionScripts.LOAD, keys.session(handle.storage()), arguments);
  }

  /**
   * Begins a session.
   *
   * @return its version, or empty if there is one already
   */
  Optional<Version> create(String storage, Changes changes, Duration untilDue) {
    index.due(storage, untilDue); // first, as a session that nobody expires would stay
    List<byte[]> pairs = new ArrayList<>();
    changes.set().forEach((field, value) -> addPair(pairs, field, value));
    return version(
        write(Handle.ofStorage(storage), SessionScripts.CREATE, pairs.toArray(byte[][]::new)));
  }

  /**
   * Writes changes.
   *
   * @return its new version, or empty if the session has ended, has expired or has another secret:
   *     then nothing was written
   */
  Optional<Version> commit(Handle handle, Changes changes) {
    byte[][] arguments = changes.arguments();
    return version(
        changes.set().containsKey(StoredFields.DIGEST) // then the secret does not open it twice
            ? write(handle, SessionScripts.COMMIT, arguments)
            : writeTwice(handle, SessionScripts.COMMIT, arguments));
  }

  /**
   * Replaces one field if it is as expected.
   *
   * @param expected null for nothing
   * @param value null to remove it
   * @return what became of it; empty if the session has ended
   */
  Optional<Replaced> replace(
      Handle handle, String field, byte @Nullable [] expected, byte @Nullable [] value) {
    List<?> reply =
        write(handle, SessionScripts.REPLACE, bytes(field), marked(expected), marked(value));
    if (text(reply.get(0)).equals("other")) {
      return Optional.of(new Replaced(Optional.empty(), unmarked((byte[]) reply.get(1))));
    }
    return version(reply)
        .map(version -> new Replaced(Optional.of(version), Optional.ofNullable(value)));
  }

  /**
   * What is so after a change.
   *
   * @param number raised with each change
   * @param now the time of Redis in ms
   * @param previous the version before
   */
  record Version(long number, long now, long previous) {}

  private static byte[] marked(byte @Nullable [] value) {
    if (value == null) {
      return NOTHING;
    }
    byte[] marked = new byte[value.length + 1];
    marked[0] = '=';
    System.arraycopy(value, 0, marked, 1, value.length);
    return marked;
  }

  private static Optional<byte[]> unmarked(byte[] marked) {
    return marked.length == 0
        ? Optional.empty()
        : Optional.of(Arrays.copyOfRange(marked, 1, marked.length));
  }

  /**
   * Ends a session.
   *
   * @return what it held, for the one caller who ended it; empty for all others
   */
  Optional<StoredFields> end(Handle handle) {
    List<?> reply = write(handle, SessionScripts.END, bytes(ENDED.toMillis()));
    if (!isOk(reply)) {
      return Optional.empty();
    }
    StoredFields fields = new StoredFields((List<?>) reply.get(1));
    index.endedLater(handle.storage());
    byte[] userKey = fields.find(StoredFields.USER_KEY);
    if (userKey != null) {
      index.removeFromUser(text(userKey), handle.storage());
    }
    return Optional.of(fields);
  }

  /**
   * Claims a session that may have expired.
   *
   * @param claimer a name that no other claim has
   */
  Claimed claim(String storage, String claimer, Duration lease) {
    return Claimed.of(
        write(
            Handle.ofStorage(storage),
            SessionScripts.CLAIM,
            bytes(claimer),
            bytes(lease.toMillis())));
  }

  /** Removes a session that was claimed, whose listeners have been told. */
  void forget(String storage, String claimer) {
    redis.write(SessionScripts.FORGET, keys.session(storage), List.of(bytes(claimer)));
  }

  /** Returns what Redis removes when its memory is full; empty if it does not tell. */
  Optional<String> evictionPolicy() {
    return redis.read(SessionScripts.POLICY, keys.deadlines(0), List.of()).stream()
        .map(StoredFields::text)
        .findFirst();
  }

  /** Returns the lists of all sessions, and of those of each user. */
  SessionIndex index() {
    return index;
  }

  /** Returns the locks of sessions. */
  SessionLocks locks() {
    return locks;
  }

  private List<?> read(Handle handle, String script, byte[]... more) {
    return redis.believable(
        redis.readTwice(script, keys.session(handle.storage()), arguments(handle, more)));
  }

  private List<?> write(Handle handle, String script, byte[]... more) {
    return redis.believable(
        redis.write(script, keys.session(handle.storage()), arguments(handle, more)));
  }

  /** Returns what a script gives that may run twice. */
  private List<?> writeTwice(Handle handle, String script, byte[]... more) {
    return redis.believable(
        redis.writeTwice(script, keys.session(handle.storage()), arguments(handle, more)));
  }

  private List<Object> arguments(Handle handle, byte[]... more) {
    List<Object> arguments = new ArrayList<>(common.size() + USUAL_OPENING + more.length);
    arguments.addAll(common);
    List<byte[]> opening = handle.id().map(digests::of).orElse(List.of());
    arguments.add(opening.size() == 1 ? ONE : bytes(opening.size()));
    arguments.addAll(opening);
    Collections.addAll(arguments, (Object[]) more);
    return arguments;
  }

  private static boolean isOk(List<?> reply) {
    return !reply.isEmpty() && text(reply.get(0)).equals(OK);
  }

  private Optional<Version> version(List<?> reply) {
    return isOk(reply)
        ? Optional.of(redis.parsed(reply, SessionStore::newVersion))
        : Optional.empty();
  }

  private static Version newVersion(List<?> reply) {
    return new Version(
        Long.parseLong(text(reply.get(1))),
        (Long) reply.get(2),
        Long.parseLong(text(reply.get(3))));
  }

  private static void addPair(List<byte[]> pairs, String field, byte[] value) {
    pairs.add(bytes(field));
    pairs.add(value);
  }

  /** Returns the digest to be written for an id. */
  byte[] digest(SessionId id) {
    return digests.of(id).get(0);
  }
}
