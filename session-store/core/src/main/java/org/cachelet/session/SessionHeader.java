// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What this node knows of a session beside its attributes: its version in Redis, its timeout and
 * whose it is. Thread-safe.
 */
final class SessionHeader {
  /** A version that none has. */
  private static final long UNKNOWN = -1;

  private final SessionCoding coding;
  private final ReentrantLock lock = new ReentrantLock();

  @GuardedBy("lock")
  private long version = UNKNOWN;

  /** When that was the version, by the clock of Redis. */
  @GuardedBy("lock")
  private long versionAt;

  @GuardedBy("lock")
  private boolean timeoutUnsaved;

  @GuardedBy("lock")
  private boolean userUnsaved;

  private volatile Duration timeout;
  private volatile @Nullable String user;
  private volatile @Nullable String savedUser;

  /** Begins with that of a session that Redis does not know of. */
  SessionHeader(SessionCoding coding, Duration timeout) {
    this.coding = coding;
    this.timeout = timeout;
  }

  /**
   * What of it Redis is to be told.
   *
   * @param isTimeoutNew whether the timeout is
   * @param isUserNew whether the user is
   * @param user null for nobody
   */
  record Unsaved(boolean isTimeoutNew, boolean isUserNew, Duration timeout, @Nullable String user) {
    /** Nothing. */
    static final Unsaved NOTHING = new Unsaved(false, false, Duration.ZERO, null);

    boolean isEmpty() {
      return !isTimeoutNew && !isUserNew;
    }

    /** Returns all that Redis is to be told of a session that it does not know of. */
    Unsaved whole() {
      return new Unsaved(true, user != null, timeout, user);
    }
  }

  Duration timeout() {
    return timeout;
  }

  void setTimeout(Duration timeout) {
    lock.lock();
    try {
      timeoutUnsaved |= !timeout.equals(this.timeout);
      this.timeout = timeout;
    } finally {
      lock.unlock();
    }
  }

  @Nullable String user() {
    return user;
  }

  void setUser(@Nullable String name) {
    lock.lock();
    try {
      userUnsaved |= !Objects.equals(name, user);
      user = name;
    } finally {
      lock.unlock();
    }
  }

  /** Returns whose it is as far as Redis knows; null if nobody's. */
  @Nullable String savedUser() {
    return savedUser;
  }

  /** Notes whose it is as far as Redis knows; null if nobody's. */
  void savedUser(@Nullable String name) {
    savedUser = name;
  }

  /** Returns what Redis is to be told. */
  Unsaved unsaved() {
    lock.lock();
    try {
      return new Unsaved(timeoutUnsaved, userUnsaved, timeout, user);
    } finally {
      lock.unlock();
    }
  }

  /** Adds to changes what Redis is to be told. */
  void addTo(Changes changes, Unsaved unsaved) {
    if (unsaved.isTimeoutNew()) {
      changes.set(StoredFields.TIMEOUT, Long.toString(unsaved.timeout().toMillis()));
    }
    if (unsaved.isUserNew()) {
      coding.setUser(changes, unsaved.user());
    }
  }

  /** Notes that Redis has been told, and has this version now. */
  void saved(SessionStore.Version now, Unsaved unsaved) {
    lock.lock();
    try {
      if (now.number() > version) {
        boolean isNext = now.previous() == version;
        version = isNext ? now.number() : UNKNOWN; // others wrote in between: to be read
      }
      versionAt = Math.max(versionAt, now.now());
      timeoutUnsaved &= !unsaved.isTimeoutNew() || !unsaved.timeout().equals(timeout);
      userUnsaved &= !unsaved.isUserNew() || !Objects.equals(unsaved.user(), user);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes what Redis has, and the attributes with it, if that is newer than what is known.
   *
   * @param now when Redis had it, by its clock
   * @return whether it is newer
   */
  boolean take(StoredFields fields, long now, Values attributes) {
    lock.lock();
    try {
      long other = fields.number(StoredFields.VERSION, 0);
      if (other == version || (other < version && now <= versionAt)) {
        return false; // a late reply; later may be older where a replica has become the master
      }
      version = other;
      versionAt = Math.max(versionAt, now);
      if (!timeoutUnsaved) {
        timeout = Duration.ofMillis(fields.number(StoredFields.TIMEOUT, 0));
      }
      savedUser = coding.user(fields);
      if (!userUnsaved) {
        user = savedUser;
      }
      attributes.merge(fields.values());
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Returns the version that this node has all of. */
  long version() {
    lock.lock();
    try {
      return version;
    } finally {
      lock.unlock();
    }
  }
}
