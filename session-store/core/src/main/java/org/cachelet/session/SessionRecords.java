// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cachelet.session.SessionCounts.Event;

/**
 * Sessions as they are stored, expired ones among them, for a container that keeps account of them
 * itself. To read one is no access to it. Thread-safe.
 *
 * <p>All methods throw {@link SessionOutageException} if Redis does not answer.
 */
public final class SessionRecords {
  private final SessionsCore core;

  SessionRecords(SessionsCore core) {
    this.core = core;
  }

  /**
   * Begins a session that Redis does not know of before it is committed.
   *
   * @param id of whatever form
   * @param timeout after how long without a request it expires; zero or less if it never does
   * @throws IllegalArgumentException if it is no id
   */
  public Session create(String id, Instant created, Duration timeout) {
    return core.create(SessionId.require(id), created, timeout);
  }

  /** Returns the session that an id opens, also if it has expired; no other request shares it. */
  public Optional<Session> read(String id) {
    return SessionId.parseForeign(id)
        .flatMap(
            parsed ->
                core.store()
                    .peek(Handle.of(parsed))
                    .map(peeked -> core.of(parsed, peeked.fields())));
  }

  /** Returns whether an id opens a session that has not expired. */
  public boolean isAlive(String id) {
    return SessionId.parseForeign(id)
        .flatMap(parsed -> core.store().peek(Handle.of(parsed)))
        .filter(Peeked::isAlive)
        .isPresent();
  }

  /** Ends the session that an id opens, and returns whether this call did. */
  public boolean end(String id) {
    return SessionId.parseForeign(id)
        .filter(parsed -> core.end(Handle.of(parsed), Event.ENDED))
        .isPresent();
  }

  /**
   * Returns sessions that have expired and whose end nobody has been told of.
   *
   * @param most how many of each sixteenth at most
   */
  public List<Session> expired(int most) {
    List<Session> expired = new ArrayList<>();
    for (int shard = 0; shard < SessionKeys.SHARDS; shard++) {
      for (String storage : core.store().index().due(shard, most)) {
        core.store()
            .peek(Handle.ofStorage(storage))
            .filter(peeked -> !peeked.isAlive())
            .ifPresent(
                peeked -> expired.add(core.of(SessionId.ofStorage(storage), peeked.fields())));
      }
    }
    return expired;
  }
}
