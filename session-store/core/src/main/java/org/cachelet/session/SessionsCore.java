// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.cachelet.cache.CalmLog;
import org.cachelet.session.SessionCounts.Event;
import org.jspecify.annotations.Nullable;

/** What the sessions of one application on this node have in common. Thread-safe. */
final class SessionsCore {
  private static final System.Logger LOG = System.getLogger(Sessions.class.getName());
  private static final Duration LOG_PAUSE = Duration.ofSeconds(10);
  private static final int MOST_ATTEMPTS = 1_000;

  /** For how long changes are tried to be written that a visitor was told had failed. */
  private static final Duration RETRIES = Duration.ofSeconds(5);

  private final SessionStore store;
  private final AttributeCodec codec;
  private final SessionOptions options;
  private final Retries retries;
  private final SessionCounts counts;
  private final InstantSource time;
  private final SecureRandom random = new SecureRandom();
  private final CalmLog log;

  /** The sessions that this node has seen last. */
  private final Cache<String, Session> near;

  SessionsCore(
      SessionStore store,
      AttributeCodec codec,
      SessionOptions options,
      Retries retries,
      SessionCounts counts,
      InstantSource time) {
    this.store = store;
    this.codec = codec;
    this.options = options;
    this.retries = retries;
    this.counts = counts;
    this.time = time;
    log = new CalmLog(LOG, time, LOG_PAUSE);
    near =
        Caffeine.newBuilder().maximumSize(options.nearSessions()).executor(Runnable::run).build();
  }

  /** Returns a session that is in Redis, as the client who sent this id may use it. */
  Optional<Session> find(SessionId sent) {
    Session known = near.getIfPresent(sent.storage());
    SessionId id = known != null && known.link().id().equals(sent) ? known.link().id() : sent;
    Optional<Loaded> loaded = load(id, known);
    count(loaded.isPresent() ? Event.FOUND : Event.MISSING);
    if (loaded.isEmpty()) {
      if (known != null && known.link().id().equals(id)) {
        known.link().markEnded();
        gone(known);
      }
      return Optional.empty();
    }
    return Optional.of(taken(id, loaded.get()));
  }

  private Optional<Loaded> load(SessionId id, @Nullable Session known) {
    return store.load(Handle.of(id), known == null ? -1 : known.link().knownVersion());
  }

  /** Returns the one session object of this node, with what Redis has. */
  private Session taken(SessionId id, Loaded loaded) {
    Loaded whole = loaded;
    Session session = near.getIfPresent(id.storage());
    if (session == null || session.hasEnded()) {
      if (loaded.fields().isEmpty()) { // it was evicted here while Redis was asked
        whole = store.load(Handle.of(id), -1).orElse(loaded);
      }
      Session made = new Session(this, id, whole.fields());
      session = near.asMap().merge(id.storage(), made, (a, b) -> a.hasEnded() ? b : a);
    }
    session.take(whole);
    session.link().open(id);
    return session;
  }

  /** Returns a copy that this node has from a moment ago, for times when Redis does not answer. */
  Optional<Session> findNear(SessionId id) {
    return near(id)
        .filter(known -> now().isBefore(known.link().verified().plus(options.nearAge())));
  }

  /** Returns the copy that this node has of a session that this id has opened. */
  Optional<Session> near(SessionId id) {
    return Optional.ofNullable(near.getIfPresent(id.storage()))
        .filter(known -> !known.hasEnded() && known.link().id().equals(id));
  }

  /** Returns a session of its own for these fields, which no request of this node shares. */
  Session of(SessionId id, StoredFields fields) {
    return new Session(this, id, fields);
  }

  /** Returns the session in this storage, for administration. */
  Optional<Session> findStored(String storage) {
    return store
        .load(Handle.ofStorage(storage), -1)
        .map(loaded -> new Session(this, SessionId.ofStorage(storage), loaded.fields()));
  }

  /** Returns a new session that Redis does not know of. */
  Session create(SessionId id, Duration timeout) {
    return create(id, now(), timeout);
  }

  /** Returns a new session that Redis does not know of, which has begun earlier. */
  Session create(SessionId id, Instant created, Duration timeout) {
    Session begun = new Session(this, id, created, timeout);
    if (options.storesEmpty()) {
      begun.need();
    }
    return begun;
  }

  SessionId randomId() {
    return SessionId.random(random);
  }

  SessionId idAfter(SessionId id) {
    return id.withNewSecret(random);
  }

  /** Takes a session that is in Redis now. */
  void stored(Session session) {
    count(Event.CREATED);
    near.put(session.storage(), session);
  }

  /**
   * Tries to write later what Redis did not answer to.
   *
   * @return whether the request may go on as if it were written
   */
  boolean writeLater(Session session) {
    boolean isNear = options.outage() == OutagePolicy.NEAR;
    retries.retry(session.storage(), isNear ? options.nearAge() : RETRIES, session.link()::save);
    return isNear;
  }

  /**
   * Makes sure later that a session has its old id, after nobody could say whether it got the new
   * one: else its visitor, who has the old one, would be logged out.
   */
  void keepId(SessionId old, SessionId next) {
    count(Event.OUTAGE);
    Changes digest = new Changes();
    digest.set(StoredFields.DIGEST, store.digest(old));
    retries.retry(
        "id of " + old.storage(), options.nearAge(), () -> store.commit(Handle.of(next), digest));
  }

  /** Forgets a session that has ended. */
  void gone(Session session) {
    near.asMap().remove(session.storage(), session);
  }

  /**
   * Ends a session in Redis, and returns whether it was this call that did.
   *
   * @param reason what is counted then
   */
  boolean end(Handle handle, Event reason) {
    try {
      boolean isEnded = store.end(handle).isPresent();
      if (isEnded) {
        count(reason);
      }
      return isEnded;
    } catch (SessionOutageException e) {
      count(Event.OUTAGE);
      throw e;
    }
  }

  /** Ends a session when Redis answers again. */
  void endLater(String storage, Event reason) {
    retries.retry(
        "end of " + storage,
        options.nearAge(),
        () -> {
          boolean unused = end(Handle.ofStorage(storage), reason);
        });
  }

  /** Returns the session that expired with these fields; that of this node if it has it. */
  Session expired(String storage, StoredFields fields) {
    count(Event.EXPIRED);
    Session session = new Session(this, SessionId.ofStorage(storage), fields);
    Session known = near.asMap().remove(storage);
    if (known != null) {
      known.link().markEnded();
      session.link().open(known.link().id()); // listeners may know it by its id
    }
    session.link().markEnded();
    return session;
  }

  /** Keeps the lists of the users who have had a session and have it now. */
  void userChanged(Session session, @Nullable String before, @Nullable String now) {
    if (before != null && !before.equals(now)) {
      store.index().removeFromUser(SessionKeys.userKey(before), session.storage());
    }
    if (now != null) {
      String userKey = SessionKeys.userKey(now);
      long count = store.index().addToUser(userKey, session.storage(), untilDue(session.timeout()));
      new UserLimit(this, options.maxPerUser()).keep(now, count, session.storage());
    }
  }

  Duration untilDue(Duration timeout) {
    return options.times().untilDue(timeout);
  }

  /** Replaces an attribute by what is made of it. */
  @Nullable Object compute(Session session, String field, UnaryOperator<@Nullable Object> change) {
    SessionCoding coding = codingOf(session.storage());
    // if it is so still, one round trip is enough
    byte @Nullable [] there = session.link().stored(field);
    for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      Object old = there == null ? null : coding.decode(field, there);
      Object next = change.apply(old);
      byte[] bytes = next == null ? null : coding.encode(field, next, there);
      Optional<Replaced> replaced = store.replace(session.link().handle(), field, there, bytes);
      if (replaced.isEmpty()) {
        session.link().markEnded();
        throw new IllegalStateException("the session has ended");
      }
      if (replaced.get().version().isPresent()) {
        session.link().replaced(field, replaced.get(), next);
        return next;
      }
      count(Event.CONFLICT);
      there = replaced.get().value().orElse(null);
    }
    throw new IllegalStateException(
        "an attribute was changed by others " + MOST_ATTEMPTS + " times in a row");
  }

  /** Waits until nobody holds the lock of a session. */
  Optional<SessionLock> lock(String storage, Duration howLong) {
    return store.locks().await(storage, randomId().text(), howLong);
  }

  /** Returns how the values of a session become bytes. */
  SessionCoding codingOf(String storage) {
    return new SessionCoding(this, codec, storage);
  }

  Instant now() {
    return time.instant();
  }

  /** Counts something that has happened. */
  void count(Event event) {
    counts.add(event);
  }

  /** Returns what has happened until now. */
  SessionStatistics statistics() {
    return counts.statistics(retries.pending(), near.estimatedSize());
  }

  SessionStore store() {
    return store;
  }

  CalmLog log() {
    return log;
  }

  SessionOptions options() {
    return options;
  }
}
