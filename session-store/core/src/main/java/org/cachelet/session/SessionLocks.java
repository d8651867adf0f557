// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session;

import static org.cachelet.session.StoredFields.bytes;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.redisson.client.codec.ByteArrayCodec;

/** The locks of the sessions of an application, which end by themselves. Thread-safe. */
final class SessionLocks {
  private static final long PAUSE_NANOS = 10_000_000;

  private final SessionRedis redis;
  private final SessionKeys keys;

  SessionLocks(SessionRedis redis, SessionKeys keys) {
    this.redis = redis;
    this.keys = keys;
  }

  /**
   * Waits until nobody holds the lock of a session.
   *
   * @param token a text that nobody else has
   * @param howLong to wait at most, and to hold it at most
   * @return empty if others held it all the time
   * @throws SessionOutageException if Redis does not answer
   */
  Optional<SessionLock> await(String storage, String token, Duration howLong) {
    long end = System.nanoTime() + howLong.toNanos();
    while (!take(storage, token, howLong)) {
      if (System.nanoTime() > end || Thread.currentThread().isInterrupted()) {
        return Optional.empty();
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    return Optional.of(new SessionLock(() -> releaseLater(storage, token)));
  }

  /**
   * Takes the lock of a session if nobody holds it, and returns whether it did.
   *
   * @param howLong after which others may take it
   * @throws SessionOutageException if Redis does not answer
   */
  boolean take(String storage, String token, Duration howLong) {
    return Boolean.TRUE.equals(
        redis.write(
            redisson ->
                redisson
                    .<byte[]>getBucket(keys.lock(storage), ByteArrayCodec.INSTANCE)
                    .setIfAbsentAsync(bytes(token), howLong)));
  }

  /** Lets others take the lock of a session only after so long from now, unless they have. */
  void keepLater(String storage, String token, Duration howLong) {
    redis.writeLater( // or it is tried again
        SessionScripts.KEEP_LOCK,
        keys.lock(storage),
        List.of(bytes(token), bytes(howLong.toMillis())));
  }

  /** Gives the lock of a session back, unless others have it by now. */
  void releaseLater(String storage, String token) {
    redis.writeLater( // or it ends by itself
        SessionScripts.UNLOCK, keys.lock(storage), List.of(bytes(token)));
  }
}
