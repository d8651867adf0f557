// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.cachelet.session.SessionCounts.Event;
import org.jspecify.annotations.Nullable;

/**
 * One visitor's session on this node. All requests of the visitor share it. Thread-safe.
 *
 * <p>A request says {@link #begin()} when it first needs the session and {@link #end()} when it is
 * over; in between it says {@link #commit()} before its response is committed, so that the next
 * request sees what this one wrote on whatever node it is. Nothing is written before, and nothing
 * but what has changed.
 *
 * <p>Where Redis does not answer, {@link SessionOutageException} is thrown, and what was to be
 * written is written by the next commit, except what others have written since.
 */
public final class Session {
  private final SessionsCore core;
  private final String storage;
  private final Instant creationTime;
  private final SessionHeader header;
  private final Values attributes;
  private final SessionLink link;
  private final AtomicInteger requests = new AtomicInteger();
  private final ReentrantLock lock = new ReentrantLock();

  @GuardedBy("lock")
  private @Nullable Object view;

  private volatile boolean isNeeded;
  private volatile boolean isNew;
  private volatile Instant lastAccess;
  private volatile Instant thisAccess;

  /** Begins one that is not in Redis. */
  Session(SessionsCore core, SessionId id, Instant now, Duration timeout) {
    this.core = core;
    this.storage = id.storage();
    this.creationTime = now;
    this.lastAccess = now;
    this.thisAccess = now;
    SessionCoding coding = core.codingOf(storage);
    this.header = new SessionHeader(coding, timeout);
    this.attributes = new Values(coding);
    this.link = new SessionLink(core, this, id, header, attributes);
    this.isNew = true;
  }

  /** Takes one that is in Redis. */
  Session(SessionsCore core, SessionId id, StoredFields fields) {
    this(
        core,
        id,
        Instant.ofEpochMilli(fields.number(StoredFields.CREATED, 0)),
        Duration.ofMillis(fields.number(StoredFields.TIMEOUT, 0)));
    isNew = false;
    link.markStored();
    take(fields, 0);
    lastAccess = thisAccess;
  }

  /** Returns what the client is sent, without a route. Whoever knows it has the session. */
  public String id() {
    return link.id().text();
  }

  /** Returns where it is stored: a name for administration, which opens nothing. */
  public String storage() {
    return storage;
  }

  /**
   * Returns what a container hands out for it on this node: one object for all requests, made when
   * the first one asks.
   */
  public <T> T view(Class<T> type, Function<Session, T> maker) {
    lock.lock();
    try {
      Object made = view;
      if (!type.isInstance(made)) {
        made = maker.apply(this);
        view = made;
      }
      return type.cast(made);
    } finally {
      lock.unlock();
    }
  }

  /** Returns when it began. */
  public Instant creationTime() {
    return creationTime;
  }

  /** Returns when the request before this one was; the time it began if there was none. */
  public Instant lastAccessTime() {
    return lastAccess;
  }

  /** Returns when the request was that uses it; that used it last if none does. */
  public Instant accessTime() {
    return thisAccess;
  }

  /** Returns after how long without a request it expires; zero or less if it never does. */
  public Duration timeout() {
    return header.timeout();
  }

  /** Sets after how long without a request it expires; zero or less for never. */
  public void setTimeout(Duration timeout) {
    header.setTimeout(timeout);
    isNeeded = true;
  }

  /** Returns whether the client does not know of it yet. */
  public boolean isNew() {
    return isNew;
  }

  /** Returns whether it was ended or has expired, as far as this node knows. */
  public boolean hasEnded() {
    return link.hasEnded();
  }

  /** Returns whether Redis has it. */
  public boolean isStored() {
    return link.isStored();
  }

  /** Returns whether the client must be told of it: it holds something, or its id is in use. */
  public boolean isNeeded() {
    return link.isStored() || isNeeded || !attributes.isEmpty();
  }

  /** Says that the client must be told of it, although it holds nothing. */
  public void need() {
    isNeeded = true;
  }

  /**
   * Returns an attribute; null if there is none. Changing it in place is found when the session is
   * committed.
   *
   * @throws UnreadableAttributeException if its bytes cannot be read and the settings say so
   */
  public @Nullable Object attribute(String name) {
    return attributes.get(StoredFields.ATTRIBUTE + name);
  }

  /**
   * Sets an attribute, and returns what it was before; null if nothing.
   *
   * @throws IllegalArgumentException if the value cannot be stored; then nothing has changed
   */
  public @Nullable Object setAttribute(String name, Object value) {
    return attributes.put(StoredFields.ATTRIBUTE + name, value);
  }

  /** Removes an attribute, and returns what it was; null if nothing. */
  public @Nullable Object removeAttribute(String name) {
    return attributes.remove(StoredFields.ATTRIBUTE + name);
  }

  /** Returns the names of all attributes, at this moment. */
  public Set<String> attributeNames() {
    return attributes.names(StoredFields.ATTRIBUTE);
  }

  /** Returns a note, which a container keeps beside the attributes; null if there is none. */
  public @Nullable Object note(String name) {
    return attributes.get(StoredFields.NOTE + name);
  }

  /**
   * Sets a note; null removes it.
   *
   * @throws IllegalArgumentException if the value cannot be stored; then nothing has changed
   */
  public void setNote(String name, @Nullable Object value) {
    if (value == null) {
      attributes.remove(StoredFields.NOTE + name);
    } else {
      attributes.put(StoredFields.NOTE + name, value);
    }
  }

  /** Returns the names of all notes, at this moment. */
  public Set<String> noteNames() {
    return attributes.names(StoredFields.NOTE);
  }

  /** Returns whose it is; empty if nobody has logged in. */
  public Optional<String> user() {
    return Optional.ofNullable(header.user());
  }

  /** Sets whose it is, so that it is found by this name; null for nobody's. */
  public void setUser(@Nullable String name) {
    header.setUser(name);
  }

  /** Says that a request uses it; each is followed by one {@link #end()}. */
  public void begin() {
    core.count(Event.REQUEST);
    requests.incrementAndGet();
    lastAccess = thisAccess;
    thisAccess = core.now();
  }

  /**
   * Says that a request is over, and commits what it changed after its response.
   *
   * @throws SessionOutageException if Redis does not answer; the request is over all the same
   */
  public void end() {
    try {
      commit();
    } finally {
      if (requests.decrementAndGet() == 0) {
        attributes.unused();
      }
    }
  }

  /**
   * Writes what has changed, if anything has: one round trip at most. What is to be written of a
   * session that has ended elsewhere is dropped; {@link #hasEnded()} tells.
   *
   * @throws SessionOutageException if Redis does not answer
   */
  public void commit() {
    link.commit();
  }

  /**
   * Gives it another id, and makes the old one worthless on all nodes at once; writes what has
   * changed with it.
   *
   * @return the new id
   * @throws SessionOutageException if Redis does not answer: then it has the old id still
   * @throws IllegalStateException if it has ended
   */
  public String changeId() {
    return changeId(core.idAfter(link.id()));
  }

  /**
   * Gives it this id, for a container whose applications share one id; as {@link #changeId()}.
   *
   * @param next another id for this very session
   * @return the new id
   * @throws SessionOutageException if Redis does not answer: then it has the old id still
   * @throws IllegalArgumentException if the id is for another session
   * @throws IllegalStateException if it has ended
   */
  public String changeId(SessionId next) {
    if (!next.storage().equals(storage)) {
      throw new IllegalArgumentException("not an id for this session");
    }
    link.changeId(next);
    return next.text();
  }

  /**
   * Ends it, on all nodes at once. Its attributes can still be read here, for listeners.
   *
   * @return whether it was this call that ended it
   * @throws SessionOutageException if Redis does not answer: then it may live still
   */
  public boolean invalidate() {
    return link.invalidate();
  }

  /**
   * Replaces an attribute by what is made of it, so that no change of another request is lost on
   * any node, as for a counter. The change is written at once.
   *
   * @param change gets the value or null, and returns the new one or null for none; may be called
   *     several times
   * @return the new value
   * @throws IllegalStateException if the session has ended, or others always came first
   * @throws SessionOutageException if Redis does not answer
   */
  public @Nullable Object compute(String name, UnaryOperator<@Nullable Object> change) {
    commit();
    if (!isStored()) {
      isNeeded = true;
      commit();
    }
    return core.compute(this, StoredFields.ATTRIBUTE + name, change);
  }

  /**
   * Waits until no other request of the visitor holds this lock.
   *
   * @param howLong to wait at most, and to hold it at most: then others are let in
   * @return empty if others held it all the time
   * @throws SessionOutageException if Redis does not answer
   */
  public Optional<SessionLock> lock(Duration howLong) {
    return core.lock(storage, howLong);
  }

  /** Takes what Redis has, if that is newer than what this node has. */
  void take(Loaded loaded) {
    if (!loaded.fields().isEmpty()) {
      take(loaded.fields(), loaded.now());
    }
    Instant accessed = Instant.ofEpochMilli(loaded.accessed());
    if (accessed.isAfter(thisAccess)) {
      thisAccess = accessed;
    }
    link.verify();
    isNew = false;
  }

  private void take(StoredFields fields, long now) {
    if (header.take(fields, now, attributes)) {
      Instant accessed = Instant.ofEpochMilli(fields.number(StoredFields.ACCESSED, 0));
      thisAccess = accessed.isAfter(thisAccess) ? accessed : thisAccess;
    }
  }

  /** Returns what it has to do with the one in Redis. */
  SessionLink link() {
    return link;
  }

  /** Returns eight hexadecimal digits that tell sessions apart in logs, and open none. */
  @Override
  public String toString() {
    return SessionId.shown(storage);
  }
}
