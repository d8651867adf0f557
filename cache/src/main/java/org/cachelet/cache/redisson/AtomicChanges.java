// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache.redisson;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.cachelet.cache.Entry;
import org.cachelet.redis.RedisClient;
import org.cachelet.redis.Reply;
import org.jspecify.annotations.Nullable;

/**
 * Replaces entries by what is made of them, so that no change of another thread or node is lost.
 * Each attempt is one command, which replaces only what was expected; the first one expects what
 * this node wrote last, so that most changes need no other. Thread-safe.
 */
final class AtomicChanges {
  private static final byte[] NOTHING = new byte[0];
  private static final int LOCKS = 64;
  private static final long LOCK_MILLIS = 100;
  private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long PAUSE_NANOS = TimeUnit.MICROSECONDS.toNanos(100);
  private static final int LONGEST_PAUSE = 20;
  private static final int MOST_WRITTEN = 1_000;
  private static final int LARGEST_WRITTEN = 1_024;

  private final RedisClient client;
  private final EntryCoding coding;

  /** Spare the threads of this node attempts against each other; nothing depends on them. */
  private final ReentrantLock[] locks = new ReentrantLock[LOCKS];

  /** What this node wrote last under some names. */
  private final Cache<String, byte[]> lastWritten =
      Caffeine.newBuilder().maximumSize(MOST_WRITTEN).executor(Runnable::run).build();

  /** Makes one that sends over a client. */
  AtomicChanges(RedisClient client, EntryCoding coding) {
    this.client = client;
    this.coding = coding;
    Arrays.setAll(locks, i -> new ReentrantLock());
  }

  /** What becomes of an entry. */
  @FunctionalInterface
  interface Change {
    /**
     * Returns what is to be kept; null if that is what is there.
     *
     * @param old what is there, if there is anything that can be read
     * @throws IllegalStateException if what is there does not allow it
     * @throws ArithmeticException if the sum is too large
     */
    @Nullable Entry of(@Nullable Entry old);
  }

  /**
   * Changes the entry under a full key.
   *
   * @return what is kept now; null if nothing was changed, be it that Redis cannot be reached
   */
  @Nullable Entry change(String key, Change change) {
    if (!coding.isReady()) {
      return null;
    }
    String name = RedisKeys.of(key);
    ReentrantLock lock = locks[Math.floorMod(name.hashCode(), LOCKS)];
    boolean locked = tryLock(lock);
    try {
      return new Attempts(key, name, change).run();
    } finally {
      if (locked) {
        lock.unlock();
      }
    }
  }

  private static boolean tryLock(ReentrantLock lock) {
    try {
      return lock.tryLock(LOCK_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** One change, attempted until nobody comes in between. Used by one thread. */
  private final class Attempts {
    private final String key;
    private final String name;
    private final Change change;
    private byte[] expected;
    private boolean asked;

    Attempts(String key, String name, Change change) {
      this.key = key;
      this.name = name;
      this.change = change;
      expected = lastWritten.get(name, n -> NOTHING);
    }

    @Nullable Entry run() {
      long start = System.nanoTime();
      for (int attempt = 0; System.nanoTime() - start < LIMIT_NANOS; attempt++) {
        Entry entry = asked ? change.of(coding.read(key, expected)) : guessed();
        if (entry == null) {
          if (asked || !ask()) {
            return null;
          }
          continue;
        }
        Outcome outcome = attempt(entry);
        if (outcome != Outcome.OTHERS_CAME_FIRST) {
          return outcome == Outcome.REPLACED ? entry : null;
        }
        pause(attempt);
      }
      coding.failed("contended", "'" + key + "' is not changed in Redis", "others always did");
      return null;
    }

    /** Returns what to keep if nobody has changed the entry since this node did. */
    private @Nullable Entry guessed() {
      try {
        return change.of(coding.read(key, expected));
      } catch (IllegalStateException | ArithmeticException e) {
        return null; // to be said of what there is, not of what there was
      }
    }

    private boolean ask() {
      Reply<Object> reply =
          client.read(redisson -> EntryCommands.read(redisson.getCommandExecutor(), name));
      if (reply.value() instanceof byte[] bytes) {
        expected = bytes.length > Envelope.MAX_BYTES ? NOTHING : bytes;
        asked = true;
      }
      return asked;
    }

    private Outcome attempt(Entry entry) {
      Written written = coding.write(entry);
      if (written == null) {
        return Outcome.GIVEN_UP;
      }
      Object reply =
          client
              .write(
                  redisson ->
                      EntryCommands.replace(redisson.getCommandExecutor(), expected, written))
              .value();
      if (EntryCommands.REPLACED.equals(reply)) {
        remember(written.bytes());
        return Outcome.REPLACED;
      }
      lastWritten.invalidate(name);
      if (reply instanceof byte[] bytes) {
        expected = bytes;
        asked = true;
        return Outcome.OTHERS_CAME_FIRST;
      }
      return Outcome.GIVEN_UP; // it may have been done all the same
    }

    private void remember(byte[] bytes) {
      if (bytes.length <= LARGEST_WRITTEN) {
        lastWritten.put(name, bytes);
      } else {
        lastWritten.invalidate(name);
      }
    }

    private void pause(int attempt) {
      long most = PAUSE_NANOS * Math.min(attempt, LONGEST_PAUSE);
      LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(most + 1));
    }
  }

  /** What became of an attempt. */
  private enum Outcome {
    REPLACED,
    OTHERS_CAME_FIRST,
    GIVEN_UP
  }
}
