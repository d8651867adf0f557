// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session.tomcat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.cachelet.cache.CalmLog;
import org.cachelet.session.SessionOutageException;
import org.cachelet.session.Sessions;

/**
 * Sessions that have something on this node only, as open WebSockets, by where they are stored.
 * Thread-safe.
 */
final class LocalSessions {
  private final Map<String, TomcatSession> sessions = new ConcurrentHashMap<>();
  private final CalmLog log;

  LocalSessions(CalmLog log) {
    this.log = log;
  }

  /** Returns what a session has on this node. */
  NodeLocal of(String storage) {
    TomcatSession known = sessions.get(storage);
    return known != null ? known.local() : new NodeLocal();
  }

  /** Keeps what a session has on this node for as long as it lives. */
  void keep(TomcatSession session) {
    sessions.put(session.shared().storage(), session);
  }

  /** Forgets what a session had on this node. */
  void forget(TomcatSession session) {
    sessions.remove(session.shared().storage());
  }

  /** Forgets all, without telling anybody. */
  void clear() {
    sessions.clear();
  }

  /** Looks for sessions that have ended on other nodes; those that expire are told elsewhere. */
  void endAbsent(Sessions shared) {
    try {
      for (String storage : List.copyOf(sessions.keySet())) {
        if (shared.admin().read(storage, session -> true).isEmpty()) {
          end(storage);
        }
      }
    } catch (SessionOutageException e) {
      log.warn("local", "sessions that ended on other nodes are looked for later", e);
    }
  }

  private void end(String storage) {
    TomcatSession ended = sessions.remove(storage);
    if (ended != null) {
      ended.tellAbsence();
    }
  }
}
