// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session.tomcat;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Optional;
import org.cachelet.session.Session;
import org.cachelet.session.SessionOutageException;
import org.cachelet.session.Sessions;

/**
 * Looks for sessions, and remembers for a moment the ids for which Redis did not answer, where
 * requests go on without a session then. Thread-safe.
 */
final class UnseenIds {
  private static final int MOST = 100_000;
  private static final Duration TIME = Duration.ofMinutes(1);

  private final Cache<String, Boolean> unseen =
      Caffeine.newBuilder()
          .maximumSize(MOST)
          .expireAfterWrite(TIME)
          .executor(Runnable::run)
          .build();

  /**
   * Returns the session with this id; empty if there is none, or if nobody can tell and the request
   * goes on without.
   *
   * @param isForeign whether ids are not those that are made here
   * @throws SessionOutageException if Redis does not answer, and the request is to be told
   */
  Optional<Session> find(Sessions sessions, String id, boolean isForeign) {
    try {
      Optional<Session> found = isForeign ? sessions.findForeign(id) : sessions.find(id);
      unseen.invalidate(id);
      return found;
    } catch (SessionOutageException e) {
      if (sessions.isAnonymousInOutages()) {
        unseen.put(id, true);
        return Optional.empty();
      }
      throw e;
    }
  }

  /** Returns whether Redis did not answer a moment ago whether there is a session of this id. */
  boolean contains(String id) {
    return unseen.getIfPresent(id) != null;
  }
}
