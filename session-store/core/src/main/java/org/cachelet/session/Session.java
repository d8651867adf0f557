// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
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
  /** A version that none has. */
  private static final long UNKNOWN = -1;

  private static final Meta NOTHING = new Meta(false, false, Duration.ZERO, null);

  private final SessionsCore core;
  private final String storage;
  private final Instant creationTime;
  private final SessionCoding coding;
  private final Values attributes;
  private final AtomicInteger requests = new AtomicInteger();

  /** One commit at a time, so that those who wait find nothing left to do. */
  private final ReentrantLock writing = new ReentrantLock();

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

  private volatile SessionId id;
  private volatile Duration timeout;
  private volatile @Nullable String user;
  private volatile @Nullable String savedUser;
  private volatile boolean isStored;
  private volatile boolean isNeeded;
  private volatile boolean isNew;
  private volatile boolean hasEnded;
  private volatile Instant lastAccess;
  private volatile Instant thisAccess;
  private volatile Instant verified = Instant.EPOCH;
  private volatile @Nullable Object view;

  /** Begins one that is not in Redis. */
  Session(SessionsCore core, SessionId id, Instant now, Duration timeout) {
    this.core = core;
    this.id = id;
    this.storage = id.storage();
    this.creationTime = now;
    this.timeout = timeout;
    this.lastAccess = now;
    this.thisAccess = now;
    this.coding = core.codingOf(storage);
    this.attributes = new Values(coding);
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
    isStored = true;
    take(fields, 0);
    lastAccess = thisAccess;
  }

  /** Returns what the client is sent, without a route. Whoever knows it has the session. */
  public String id() {
    return id.text();
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
    return timeout;
  }

  /** Sets after how long without a request it expires; zero or less for never. */
  public void setTimeout(Duration timeout) {
    lock.lock();
    try {
      timeoutUnsaved |= !timeout.equals(this.timeout);
      this.timeout = timeout;
      isNeeded = true;
    } finally {
      lock.unlock();
    }
  }

  /** Returns whether the client does not know of it yet. */
  public boolean isNew() {
    return isNew;
  }

  /** Returns whether it was ended or has expired, as far as this node knows. */
  public boolean hasEnded() {
    return hasEnded;
  }

  /** Returns whether Redis has it. */
  public boolean isStored() {
    return isStored;
  }

  /** Returns whether the client must be told of it: it holds something, or its id is in use. */
  public boolean isNeeded() {
    return isStored || isNeeded || !attributes.isEmpty();
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
    return Optional.ofNullable(user);
  }

  /** Sets whose it is, so that it is found by this name; null for nobody's. */
  public void setUser(@Nullable String name) {
    lock.lock();
    try {
      userUnsaved |= !Objects.equals(name, user);
      user = name;
    } finally {
      lock.unlock();
    }
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
    try {
      save();
    } catch (SessionOutageException e) {
      if (!isStored || !core.writeLater(this)) {
        core.count(Event.OUTAGE);
        throw e;
      }
    }
  }

  /** Writes what is to be written, now or not at all. */
  void save() {
    writing.lock();
    try {
      if (hasEnded || !isNeeded()) {
        return;
      }
      if (isStored) {
        update();
      } else {
        create(attributes.unsaved(), unsavedMeta());
      }
    } finally {
      writing.unlock();
    }
  }

  /** What of a session is to be written beside its attributes. */
  private record Meta(
      boolean timeout, boolean user, Duration newTimeout, @Nullable String newUser) {
    boolean isUnsaved() {
      return timeout || user;
    }
  }

  private Meta unsavedMeta() {
    lock.lock();
    try {
      return new Meta(timeoutUnsaved, userUnsaved, timeout, user);
    } finally {
      lock.unlock();
    }
  }

  private void create(Changes values, Meta meta) {
    Changes all = all(values, new Meta(true, meta.newUser() != null, timeout, meta.newUser()));
    all.set(StoredFields.DIGEST, core.store().digest(id));
    all.set(StoredFields.CREATED, Long.toString(creationTime.toEpochMilli()));
    Optional<SessionStore.Version> created =
        core.store().create(storage, all, core.untilDue(timeout));
    if (created.isEmpty()) {
      hasEnded = true; // this very id is taken, or was ended a moment ago
      return;
    }
    isStored = true;
    written(created.get(), values, meta);
    core.stored(this);
  }

  private void update() {
    try {
      writeFailed();
      Changes values = attributes.unsaved();
      Meta meta = unsavedMeta();
      if (!hasEnded && (!values.isEmpty() || meta.isUnsaved())) {
        write(values, meta, new Changes());
      }
    } catch (SessionOutageException e) {
      attributes.notSaved();
      throw e;
    }
  }

  /** Writes what could not be written before, except what others have written since. */
  private void writeFailed() {
    for (Values.Failed failed : attributes.failed()) {
      Optional<Replaced> replaced =
          core.store()
              .replace(
                  handle(),
                  failed.field(),
                  failed.before().orElse(null),
                  failed.next().orElse(null));
      if (replaced.isEmpty()) {
        endedElsewhere();
        return;
      }
      replaced
          .get()
          .version()
          .ifPresentOrElse(
              now -> written(now, failed.changes(), NOTHING),
              () -> attributes.overtaken(failed.field(), replaced.get().value().orElse(null)));
    }
  }

  private void write(Changes values, Meta meta, Changes more) {
    Changes all = all(values, meta);
    more.set().forEach(all::set);
    Optional<SessionStore.Version> version = core.store().commit(handle(), all);
    if (version.isEmpty()) {
      endedElsewhere();
      return;
    }
    written(version.get(), values, meta);
  }

  private Changes all(Changes values, Meta meta) {
    Changes all = new Changes();
    values.set().forEach(all::set);
    values.removed().forEach(all::remove);
    if (meta.timeout()) {
      all.set(StoredFields.TIMEOUT, Long.toString(meta.newTimeout().toMillis()));
    }
    if (meta.user()) {
      coding.setUser(all, meta.newUser());
    }
    return all;
  }

  private void written(SessionStore.Version now, Changes values, Meta meta) {
    core.count(Event.SAVED);
    attributes.saved(values);
    lock.lock();
    try {
      if (now.number() > version) {
        boolean isNext = now.previous() == version;
        version = isNext ? now.number() : UNKNOWN; // others wrote in between: to be read
      }
      versionAt = Math.max(versionAt, now.now());
      timeoutUnsaved &= !meta.timeout() || !meta.newTimeout().equals(timeout);
      userUnsaved &= !meta.user() || !Objects.equals(meta.newUser(), user);
    } finally {
      lock.unlock();
    }
    verified = core.now();
    if (meta.timeout()) {
      core.store().index().due(storage, core.untilDue(meta.newTimeout()));
    }
    if (meta.user()) {
      core.userChanged(this, savedUser, meta.newUser());
      savedUser = meta.newUser();
    }
  }

  private void endedElsewhere() {
    core.count(Event.DROPPED);
    hasEnded = true;
    core.gone(this);
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
    return changeId(core.idAfter(id));
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
    writing.lock();
    try {
      if (isStored) {
        Changes digest = new Changes();
        digest.set(StoredFields.DIGEST, core.store().digest(next));
        writeWithId(next, digest);
      }
      if (hasEnded) {
        throw new IllegalStateException("the session has ended");
      }
      id = next;
      return next.text();
    } finally {
      writing.unlock();
    }
  }

  private void writeWithId(SessionId next, Changes digest) {
    try {
      write(attributes.unsaved(), unsavedMeta(), digest);
    } catch (SessionOutageException e) {
      attributes.notSaved();
      core.keepId(id, next);
      throw e;
    }
  }

  /**
   * Ends it, on all nodes at once. Its attributes can still be read here, for listeners.
   *
   * @return whether it was this call that ended it
   * @throws SessionOutageException if Redis does not answer: then it may live still
   */
  public boolean invalidate() {
    writing.lock();
    try {
      boolean wasFirst = !hasEnded && (!isStored || core.end(handle(), Event.ENDED));
      hasEnded = true;
      core.gone(this);
      return wasFirst;
    } finally {
      writing.unlock();
    }
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
    if (!isStored) {
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
    verified = core.now();
    isNew = false;
  }

  private void take(StoredFields fields, long now) {
    lock.lock();
    try {
      long other = fields.number(StoredFields.VERSION, 0);
      if (other == version || (other < version && now <= versionAt)) {
        return; // a late reply; later ones may be older where a replica has become the master
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
    } finally {
      lock.unlock();
    }
    Instant accessed = Instant.ofEpochMilli(fields.number(StoredFields.ACCESSED, 0));
    thisAccess = accessed.isAfter(thisAccess) ? accessed : thisAccess;
  }

  /** Returns the bytes of a field that Redis has, as far as this node knows; null if none. */
  byte @Nullable [] stored(String field) {
    return attributes.stored(field);
  }

  /** Takes what became of one attribute. */
  void replaced(String field, Replaced replaced, @Nullable Object object) {
    attributes.replaced(field, replaced.value().orElse(null), object);
    replaced.version().ifPresent(now -> written(now, new Changes(), NOTHING));
  }

  /** Returns the version that this node has all of. */
  long knownVersion() {
    lock.lock();
    try {
      return version;
    } finally {
      lock.unlock();
    }
  }

  /** Takes the id that a client has proved to know. */
  void open(SessionId proved) {
    id = proved;
  }

  /** Takes the id that another object for the same session was opened with. */
  void openLike(Session other) {
    id = other.id;
  }

  Handle handle() {
    return id.handle();
  }

  boolean isOpenedBy(SessionId other) {
    return id.equals(other);
  }

  void markEnded() {
    hasEnded = true;
  }

  Instant verified() {
    return verified;
  }

  /** Returns eight hexadecimal digits that tell sessions apart in logs, and open none. */
  @Override
  public String toString() {
    return SessionId.shown(storage);
  }
}
