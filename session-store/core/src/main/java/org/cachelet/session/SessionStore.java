// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session;

import static org.cachelet.session.StoredFields.bytes;
import static org.cachelet.session.StoredFields.text;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.cachelet.redis.RedisClient;
import org.cachelet.redis.Reply;
import org.jspecify.annotations.Nullable;
import org.redisson.Redisson;
import org.redisson.api.RFuture;
import org.redisson.api.RScript;
import org.redisson.client.codec.ByteArrayCodec;

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
  private static final String OK = "ok";
  private static final int SCRIPT_BYTES = 300;

  /** What scripts begin their replies with. */
  private static final Set<String> WORDS =
      Set.of(OK, "absent", "stranger", "taken", "other", "alive", "expired", "leased");

  private final RedisClient client;
  private final SessionKeys keys;
  private final SecretDigests digests;
  private final SessionTimes times;
  private final List<byte[]> common;

  /**
   * Stores sessions over a client.
   *
   * @param times how long they are kept
   * @param node what this node is called, in the sessions that it has used
   */
  SessionStore(
      RedisClient client,
      SessionKeys keys,
      SecretDigests digests,
      SessionTimes times,
      String node) {
    this.client = client;
    this.keys = keys;
    this.digests = digests;
    this.times = times;
    common =
        List.of(
            number(times.touchInterval().toMillis()),
            number(times.grace().toMillis()),
            number(times.maxIdle().toMillis()),
            bytes(node));
  }

  /**
   * Reads a session, which counts as an access.
   *
   * @param known the version whose fields are known and need not be sent
   * @return empty if there is none, it has expired, or the secret is not its own
   */
  Optional<Loaded> load(Handle handle, long known) {
    List<?> reply = read(handle, SessionScripts.LOAD, number(known));
    if (!isOk(reply)) {
      return Optional.empty();
    }
    Loaded loaded = parsed(reply, SessionStore::loaded);
    if (loaded.fields().isEmpty() ? loaded.version() != known : !isOf(handle, loaded.fields())) {
      throw garbled();
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
        .map(id -> digests.of(id.storage(), id.secret()))
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

  /**
   * A session that was only looked at.
   *
   * @param isAlive whether it has not expired
   * @param fields all of them
   */
  record Peeked(boolean isAlive, StoredFields fields) {}

  /** Notes an access to a session, if there is one and the last access is old enough; later. */
  void touchLater(Handle handle) {
    List<byte[]> arguments = arguments(handle, bytes("*"));
    client.<List<Object>>writeLater(
        redisson -> eval(redisson, SessionScripts.LOAD, keys.session(handle.storage()), arguments),
        SCRIPT_BYTES,
        reply -> {}); // the next access is noted then
  }

  /**
   * Begins a session.
   *
   * @return its version, or empty if there is one already
   */
  Optional<Version> create(String storage, Changes changes, Duration untilDue) {
    index(keys.deadlines(storage), storage, untilDue);
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
    List<byte[]> fields = new ArrayList<>();
    fields.add(number(changes.set().size()));
    changes.set().forEach((field, value) -> addPair(fields, field, value));
    changes.removed().forEach(field -> fields.add(bytes(field)));
    byte[][] arguments = fields.toArray(byte[][]::new);
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
   * What became of an attempt to replace a field.
   *
   * @param version the new one if it was replaced
   * @param value what is there now, if anything is
   */
  record Replaced(Optional<Version> version, Optional<byte[]> value) {}

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
    List<?> reply = write(handle, SessionScripts.END, number(ENDED.toMillis()));
    if (!isOk(reply)) {
      return Optional.empty();
    }
    StoredFields fields = new StoredFields((List<?>) reply.get(1));
    removeLater(keys.deadlines(handle.storage()), handle.storage());
    byte[] userKey = fields.find(StoredFields.USER_KEY);
    if (userKey != null) {
      removeLater(keys.sessionsOf(text(userKey)), handle.storage());
    }
    return Optional.of(fields);
  }

  /** Returns sessions of a shard that may have expired. */
  List<String> due(int shard, int most) {
    List<?> reply =
        check(
            client.read(
                redisson ->
                    eval(
                        redisson,
                        SessionScripts.DUE,
                        keys.deadlines(shard),
                        List.of(number(most)))));
    return reply.stream().map(StoredFields::text).toList();
  }

  /**
   * Claims a session that may have expired.
   *
   * @param claimer a name that no other claim has
   */
  Claimed claim(String storage, String claimer, Duration lease) {
    List<?> reply =
        write(
            Handle.ofStorage(storage),
            SessionScripts.CLAIM,
            bytes(claimer),
            number(lease.toMillis()));
    return switch (text(reply.get(0))) {
      case OK ->
          new Claimed(
              Claimed.Outcome.OURS, Optional.of(new StoredFields((List<?>) reply.get(1))), 0, "");
      case "alive" ->
          new Claimed(
              Claimed.Outcome.ALIVE, Optional.empty(), (Long) reply.get(1), text(reply.get(2)));
      case "leased" -> Claimed.of(Claimed.Outcome.LEASED);
      default -> Claimed.of(Claimed.Outcome.ABSENT);
    };
  }

  /** Removes a session that was claimed, whose listeners have been told. */
  void forget(String storage, String claimer) {
    check(
        client.write(
            redisson ->
                eval(
                    redisson,
                    SessionScripts.FORGET,
                    keys.session(storage),
                    List.of(bytes(claimer)))));
  }

  /** Returns what Redis removes when its memory is full; empty if it does not tell. */
  Optional<String> evictionPolicy() {
    List<?> reply =
        check(
            client.read(
                redisson -> eval(redisson, SessionScripts.POLICY, keys.deadlines(0), List.of())));
    return reply.stream().map(StoredFields::text).findFirst();
  }

  /** Notes when a session is due, in place of what was noted before. */
  void due(String storage, Duration untilDue) {
    index(keys.deadlines(storage), storage, untilDue);
  }

  /** Notes that a session is no more. */
  void notDue(String storage) {
    var unused = write(redisson -> remove(redisson, keys.deadlines(storage), storage));
  }

  /** Notes whose a session is, and returns how many that user has, ended ones among them. */
  long addToUser(String userKey, String storage, Duration untilDue) {
    return index(keys.sessionsOf(userKey), storage, untilDue);
  }

  /** Notes that a session is not that user's any more. */
  void removeFromUser(String userKey, String storage) {
    removeLater(keys.sessionsOf(userKey), storage);
  }

  /**
   * Takes sessions out of the list of a user, as many as there are too many. Of several calls at
   * once, each takes others.
   *
   * @param absent which are in the list and are no sessions of the user
   * @param leastRecentFirst which may be taken
   * @return which were taken
   */
  List<String> takeExcess(
      String userKey, int most, List<String> absent, List<String> leastRecentFirst) {
    List<byte[]> arguments = new ArrayList<>(List.of(number(most), number(absent.size())));
    absent.forEach(storage -> arguments.add(bytes(storage)));
    leastRecentFirst.forEach(storage -> arguments.add(bytes(storage)));
    String key = keys.sessionsOf(userKey);
    List<?> reply =
        check(client.write(redisson -> eval(redisson, SessionScripts.EXCESS, key, arguments)));
    return reply.stream().map(StoredFields::text).toList();
  }

  private long index(String key, String storage, Duration untilDue) {
    Duration keep = untilDue.plus(times.grace()).multipliedBy(2); // longer than the session
    List<byte[]> arguments =
        List.of(bytes(storage), number(untilDue.toMillis()), number(keep.toMillis()));
    List<?> reply =
        check(client.write(redisson -> eval(redisson, SessionScripts.INDEX, key, arguments)));
    return (Long) reply.get(0);
  }

  private void removeLater(String key, String storage) {
    client.<Boolean>writeLater(
        redisson -> remove(redisson, key, storage),
        SCRIPT_BYTES,
        reply -> {}); // what stays is found to be of no session
  }

  private static RFuture<Boolean> remove(Redisson redisson, String key, String storage) {
    return redisson
        .<byte[]>getScoredSortedSet(key, ByteArrayCodec.INSTANCE)
        .removeAsync(bytes(storage));
  }

  /**
   * Takes the lock of a session if nobody holds it.
   *
   * @param howLong after which others may take it
   */
  boolean lock(String storage, String token, Duration howLong) {
    return Boolean.TRUE.equals(
        write(
            redisson ->
                redisson
                    .<byte[]>getBucket(keys.lock(storage), ByteArrayCodec.INSTANCE)
                    .setIfAbsentAsync(bytes(token), howLong)));
  }

  /** Lets others take the lock of a session only after so long from now, unless they have. */
  void keepLockLater(String storage, String token, Duration howLong) {
    String key = keys.lock(storage);
    client.<List<Object>>writeLater(
        redisson ->
            eval(
                redisson,
                SessionScripts.KEEP_LOCK,
                key,
                List.of(bytes(token), bytes(Long.toString(howLong.toMillis())))),
        SCRIPT_BYTES,
        reply -> {}); // else it is tried again
  }

  /** Gives the lock of a session back, unless others have it by now. */
  void unlockLater(String storage, String token) {
    String key = keys.lock(storage);
    client.<List<Object>>writeLater(
        redisson -> eval(redisson, SessionScripts.UNLOCK, key, List.of(bytes(token))),
        SCRIPT_BYTES,
        reply -> {}); // else it ends by itself
  }

  /** Returns what a Redis call gives, for commands that this class has no method for. */
  <T> @Nullable T read(RedisClient.Command<T> command) {
    return checkNullable(client.read(command));
  }

  /** Returns what a Redis call gives that changes something. */
  <T> @Nullable T write(RedisClient.Command<T> command) {
    return checkNullable(client.write(command));
  }

  SessionKeys keys() {
    return keys;
  }

  private List<?> read(Handle handle, String script, byte[]... more) {
    List<byte[]> arguments = arguments(handle, more);
    return believable(
        check(
            client.readTwice(
                redisson -> eval(redisson, script, keys.session(handle.storage()), arguments))));
  }

  /** Returns what a script gives that may run twice. */
  private List<?> writeTwice(Handle handle, String script, byte[]... more) {
    List<byte[]> arguments = arguments(handle, more);
    return believable(
        check(
            client.writeTwice(
                redisson -> eval(redisson, script, keys.session(handle.storage()), arguments))));
  }

  private List<?> write(Handle handle, String script, byte[]... more) {
    List<byte[]> arguments = arguments(handle, more);
    return believable(
        check(
            client.write(
                redisson -> eval(redisson, script, keys.session(handle.storage()), arguments))));
  }

  private List<byte[]> arguments(Handle handle, byte[]... more) {
    List<byte[]> arguments = new ArrayList<>(common);
    List<byte[]> opening =
        handle.id().map(id -> digests.of(id.storage(), id.secret())).orElse(List.of());
    arguments.add(number(opening.size()));
    arguments.addAll(opening);
    arguments.addAll(List.of(more));
    return arguments;
  }

  private static RFuture<List<Object>> eval(
      Redisson redisson, String script, String key, List<byte[]> arguments) {
    return redisson
        .getScript(ByteArrayCodec.INSTANCE)
        .evalAsync(
            key,
            RScript.Mode.READ_WRITE,
            script,
            RScript.ReturnType.LIST,
            List.of(key),
            arguments.toArray());
  }

  /** Returns a reply that begins as those of scripts do. */
  private List<?> believable(List<?> reply) {
    if (reply.isEmpty() || !WORDS.contains(parsed(reply, r -> text(r.get(0))))) {
      throw garbled();
    }
    return reply;
  }

  private <T> T parsed(List<?> reply, Function<List<?>, T> parser) {
    try {
      return parser.apply(reply);
    } catch (NumberFormatException | ClassCastException | IndexOutOfBoundsException e) {
      throw garbled();
    }
  }

  /** Returns that a reply cannot be believed: it was damaged, or is for another command. */
  private SessionOutageException garbled() {
    client.noteForeignReply();
    return new SessionOutageException("a reply of Redis about sessions makes no sense");
  }

  private static List<?> check(Reply<List<Object>> reply) {
    List<Object> value = checkNullable(reply);
    return value == null ? List.of() : value;
  }

  private static <T> @Nullable T checkNullable(Reply<T> reply) {
    if (!reply.isOk()) {
      throw new SessionOutageException("sessions cannot be reached in Redis: " + reply.failure());
    }
    return reply.value();
  }

  private static boolean isOk(List<?> reply) {
    return !reply.isEmpty() && text(reply.get(0)).equals(OK);
  }

  private Optional<Version> version(List<?> reply) {
    return isOk(reply) ? Optional.of(parsed(reply, SessionStore::newVersion)) : Optional.empty();
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

  private static byte[] number(long number) {
    return bytes(Long.toString(number));
  }

  /** Returns the digest to be written for an id. */
  byte[] digest(SessionId id) {
    return digests.of(id.storage(), id.secret()).get(0);
  }
}
