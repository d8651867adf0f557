// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.cachelet.session.SessionCounts.Event;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of an application as an administrator sees them, without requests. They are named by
 * where they are stored, which opens none of them. Thread-safe.
 *
 * <p>All methods throw {@link SessionOutageException} if Redis does not answer.
 */
public final class SessionAdmin {
  private final SessionsCore core;

  SessionAdmin(SessionsCore core) {
    this.core = core;
  }

  /**
   * Returns the sessions of a web application, which all adapters leave in an attribute of it.
   *
   * <pre>{@code
   * SessionAdmin.of(servletContext::getAttribute).ifPresent(admin -> admin.endAll("ada"));
   * }</pre>
   *
   * @param attributes how an attribute of the application is got by its name
   * @return empty if its sessions are not in Redis
   * @throws IllegalStateException if the application has these classes a second time
   */
  public static Optional<SessionAdmin> of(Function<String, @Nullable Object> attributes) {
    Object found = attributes.apply(Sessions.class.getName());
    if (found != null && !(found instanceof Sessions)) {
      throw new IllegalStateException(
          "the sessions are those of the server, and WEB-INF/lib has other classes for them: leave"
              + " cachelet-session-core out of it");
    }
    return Optional.ofNullable((Sessions) found).map(Sessions::admin);
  }

  /** Returns how many sessions there are; those that have just expired may be among them. */
  public long count() {
    long count = 0;
    for (int shard = 0; shard < SessionKeys.SHARDS; shard++) {
      count += index().count(shard);
    }
    return count;
  }

  /**
   * Returns where sessions are stored, from one shard after the other.
   *
   * @param from how many to leave out; zero or more
   * @param most how many to return; more than zero
   */
  public List<String> list(int from, int most) {
    List<String> found = new ArrayList<>();
    int skip = from;
    for (int shard = 0; shard < SessionKeys.SHARDS && found.size() < most; shard++) {
      int there = index().count(shard);
      if (skip < there) {
        found.addAll(index().list(shard, skip, skip + most - found.size() - 1));
        skip = 0;
      } else {
        skip -= there;
      }
    }
    return found;
  }

  /** Returns where the sessions of a user are stored. */
  public List<String> of(String user) {
    return index().ofUser(SessionKeys.userKey(user));
  }

  private SessionIndex index() {
    return core.store().index();
  }

  /**
   * Returns what a session holds, without an access to it as far as its timeout is concerned.
   *
   * @param storage where it is stored
   * @param view what to return of it
   */
  public <T> Optional<T> read(String storage, Function<Session, T> view) {
    return core.findStored(storage).map(view);
  }

  /**
   * Changes a session.
   *
   * @param change what to do with it; what it returns is returned
   * @return empty if there is no such session
   */
  public <T> Optional<T> change(String storage, Function<Session, T> change) {
    return core.findStored(storage)
        .map(
            session -> {
              T result = change.apply(session);
              session.commit();
              return result;
            });
  }

  /**
   * Ends a session, and returns whether this call did.
   *
   * @param storage where it is stored
   */
  public boolean end(String storage) {
    return core.end(Handle.ofStorage(storage), Event.ENDED_BY_ADMIN);
  }

  /** Ends all sessions of a user, and returns how many. */
  public int endAll(String user) {
    int ended = 0;
    for (String storage : of(user)) {
      if (end(storage)) {
        ended++;
      }
    }
    return ended;
  }
}
