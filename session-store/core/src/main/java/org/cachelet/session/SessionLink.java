// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.cachelet.session.SessionCounts.Event;
import org.jspecify.annotations.Nullable;

/** What a session on this node has to do with the one in Redis. Thread-safe. */
final class SessionLink {
  private final SessionsCore core;
  private final Session session;
  private final SessionHeader header;
  private final Values attributes;

  /** One commit at a time, so that those who wait find nothing left to do. */
  private final ReentrantLock writing = new ReentrantLock();

  private volatile SessionId id;
  private volatile boolean isStored;
  private volatile boolean hasEnded;
  private volatile Instant verified = Instant.EPOCH;

  /**
   * Links a session.
   *
   * @param header what is written beside its attributes
   */
  SessionLink(
      SessionsCore core, Session session, SessionId id, SessionHeader header, Values attributes) {
    this.core = core;
    this.session = session;
    this.id = id;
    this.header = header;
    this.attributes = attributes;
  }

  SessionId id() {
    return id;
  }

  /** Returns what opens it in Redis. */
  Handle handle() {
    return id.handle();
  }

  /** Returns the version that this node has all of. */
  long knownVersion() {
    return header.version();
  }

  /** Returns the bytes of a field that Redis has, as far as this node knows; null if none. */
  byte @Nullable [] stored(String field) {
    return attributes.stored(field);
  }

  /** Takes the id that a client has proved to know. */
  void open(SessionId proved) {
    id = proved;
  }

  boolean isStored() {
    return isStored;
  }

  /** Notes that Redis has it. */
  void markStored() {
    isStored = true;
  }

  boolean hasEnded() {
    return hasEnded;
  }

  /** Notes that Redis does not have it any more. */
  void markEnded() {
    hasEnded = true;
  }

  /** Returns when Redis was last seen to have it. */
  Instant verified() {
    return verified;
  }

  /** Notes that Redis has it at this moment. */
  void verify() {
    verified = core.now();
  }

  /** Writes what has changed, as {@link Session#commit()}. */
  void commit() {
    try {
      save();
    } catch (SessionOutageException e) {
      if (!isStored || !core.writeLater(session)) {
        core.count(Event.OUTAGE);
        throw e;
      }
    }
  }

  /** Writes what is to be written, now or not at all. */
  void save() {
    writing.lock();
    try {
      if (hasEnded || !session.isNeeded()) {
        return;
      }
      if (isStored) {
        update();
      } else {
        create(attributes.unsaved(), header.unsaved());
      }
    } finally {
      writing.unlock();
    }
  }

  private void create(Changes values, SessionHeader.Unsaved unsaved) {
    Changes all = all(values, unsaved.whole());
    all.set(StoredFields.DIGEST, core.store().digest(id));
    all.set(StoredFields.CREATED, Long.toString(session.creationTime().toEpochMilli()));
    Optional<SessionStore.Version> created =
        core.store().create(session.storage(), all, core.untilDue(session.timeout()));
    if (created.isEmpty()) {
      hasEnded = true; // this very id is taken, or was ended a moment ago
      return;
    }
    isStored = true;
    written(created.get(), values, unsaved);
    core.stored(session);
  }

  private void update() {
    try {
      writeFailed();
      Changes values = attributes.unsaved();
      SessionHeader.Unsaved unsaved = header.unsaved();
      if (!hasEnded && (!values.isEmpty() || !unsaved.isEmpty())) {
        write(values, unsaved, null);
      }
    } catch (SessionOutageException e) {
      attributes.notSaved();
      throw e;
    }
  }

  /** Writes what could not be written before, except what others have written since. */
  private void writeFailed() {
    for (FailedChange failed : attributes.failed()) {
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
              now -> written(now, failed.changes(), SessionHeader.Unsaved.NOTHING),
              () -> attributes.overtaken(failed.field(), replaced.get().value().orElse(null)));
    }
  }

  private void write(Changes values, SessionHeader.Unsaved unsaved, @Nullable Changes more) {
    Changes all = unsaved.isEmpty() && more == null ? values : all(values, unsaved);
    if (more != null) {
      more.set().forEach(all::set);
    }
    Optional<SessionStore.Version> version = core.store().commit(handle(), all);
    if (version.isEmpty()) {
      endedElsewhere();
      return;
    }
    written(version.get(), values, unsaved);
  }

  private void endedElsewhere() {
    core.count(Event.DROPPED);
    hasEnded = true;
    core.gone(session);
  }

  private Changes all(Changes values, SessionHeader.Unsaved unsaved) {
    Changes all = new Changes();
    values.set().forEach(all::set);
    values.removed().forEach(all::remove);
    header.addTo(all, unsaved);
    return all;
  }

  private void written(SessionStore.Version now, Changes values, SessionHeader.Unsaved unsaved) {
    core.count(Event.SAVED);
    attributes.saved(values);
    header.saved(now, unsaved);
    verify();
    if (unsaved.isTimeoutNew()) {
      core.store().index().due(session.storage(), core.untilDue(unsaved.timeout()));
    }
    if (unsaved.isUserNew()) {
      core.userChanged(session, header.savedUser(), unsaved.user());
      header.savedUser(unsaved.user());
    }
  }

  /**
   * Gives it another id, as {@link Session#changeId(SessionId)}.
   *
   * @throws IllegalStateException if it has ended
   */
  void changeId(SessionId next) {
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
    } finally {
      writing.unlock();
    }
  }

  private void writeWithId(SessionId next, Changes digest) {
    try {
      write(attributes.unsaved(), header.unsaved(), digest);
    } catch (SessionOutageException e) {
      attributes.notSaved();
      core.keepId(id, next);
      throw e;
    }
  }

  /** Ends it, and returns whether this call did, as {@link Session#invalidate()}. */
  boolean invalidate() {
    writing.lock();
    try {
      boolean wasFirst = !hasEnded && (!isStored || core.end(handle(), Event.ENDED));
      hasEnded = true;
      core.gone(session);
      return wasFirst;
    } finally {
      writing.unlock();
    }
  }

  /** Takes what became of one attribute. */
  void replaced(String field, Replaced replaced, @Nullable Object object) {
    attributes.replaced(field, replaced.value().orElse(null), object);
    replaced.version().ifPresent(now -> written(now, new Changes(), SessionHeader.Unsaved.NOTHING));
  }
}
