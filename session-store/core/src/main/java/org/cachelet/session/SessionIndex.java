// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session;

import static org.cachelet.session.StoredFields.bytes;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.redisson.Redisson;
import org.redisson.api.RFuture;
import org.redisson.api.RScoredSortedSet;
import org.redisson.client.codec.ByteArrayCodec;
import org.redisson.client.codec.StringCodec;

/**
 * The lists of the sessions of an application: when each is due, and whose it is. What they hold
 * may be a session no more; each session itself knows better. Thread-safe.
 *
 * <p>All throw {@link SessionOutageException} if Redis does not answer.
 */
final class SessionIndex {
  private final SessionRedis redis;
  private final SessionKeys keys;
  private final SessionTimes times;

  SessionIndex(SessionRedis redis, SessionKeys keys, SessionTimes times) {
    this.redis = redis;
    this.keys = keys;
    this.times = times;
  }

  /** Returns sessions of a shard that may have expired. */
  List<String> due(int shard, int most) {
    return texts(redis.read(SessionScripts.DUE, keys.deadlines(shard), List.of(bytes(most))));
  }

  /** Notes when a session is due, in place of what was noted before. */
  void due(String storage, Duration untilDue) {
    add(keys.deadlines(storage), storage, untilDue);
  }

  /** Notes that a session is no more. */
  void notDue(String storage) {
    var unused = redis.write(redisson -> remove(redisson, keys.deadlines(storage), storage));
  }

  /** Notes that a session has ended, soon. */
  void endedLater(String storage) {
    removeLater(keys.deadlines(storage), storage);
  }

  /** Returns how many sessions a shard has. */
  int count(int shard) {
    String key = keys.deadlines(shard);
    Integer size = redis.read(redisson -> set(redisson, key).sizeAsync());
    return size == null ? 0 : size;
  }

  /** Returns sessions of a shard, from one place to another. */
  Collection<String> list(int shard, int first, int last) {
    return range(keys.deadlines(shard), first, last);
  }

  /** Notes whose a session is, and returns how many that user has, ended ones among them. */
  long addToUser(String userKey, String storage, Duration untilDue) {
    return add(keys.sessionsOf(userKey), storage, untilDue);
  }

  /** Notes that a session is not that user's any more, soon. */
  void removeFromUser(String userKey, String storage) {
    removeLater(keys.sessionsOf(userKey), storage);
  }

  /** Returns the sessions of a user. */
  List<String> ofUser(String userKey) {
    return new ArrayList<>(range(keys.sessionsOf(userKey), 0, -1));
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
    List<byte[]> arguments = new ArrayList<>(List.of(bytes(most), bytes(absent.size())));
    absent.forEach(storage -> arguments.add(bytes(storage)));
    leastRecentFirst.forEach(storage -> arguments.add(bytes(storage)));
    return texts(redis.write(SessionScripts.EXCESS, keys.sessionsOf(userKey), arguments));
  }

  private long add(String key, String storage, Duration untilDue) {
    Duration keep = untilDue.plus(times.grace()).multipliedBy(2); // longer than the session
    List<byte[]> arguments =
        List.of(bytes(storage), bytes(untilDue.toMillis()), bytes(keep.toMillis()));
    return (Long) redis.write(SessionScripts.INDEX, key, arguments).get(0);
  }

  private void removeLater(String key, String storage) {
    redis.writeLater(redisson -> remove(redisson, key, storage)); // else it is found to be none
  }

  private Collection<String> range(String key, int first, int last) {
    Collection<String> values =
        redis.read(redisson -> set(redisson, key).valueRangeAsync(first, last));
    return values == null ? List.of() : values;
  }

  private static List<String> texts(List<?> reply) {
    return reply.stream().map(StoredFields::text).toList();
  }

  private static RFuture<Boolean> remove(Redisson redisson, String key, String storage) {
    return redisson
        .<byte[]>getScoredSortedSet(key, ByteArrayCodec.INSTANCE)
        .removeAsync(bytes(storage));
  }

  private static RScoredSortedSet<String> set(Redisson redisson, String key) {
    return redisson.getScoredSortedSet(key, StringCodec.INSTANCE);
  }
}
