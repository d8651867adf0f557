// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session.tomcat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.catalina.Session;
import org.cachelet.session.SessionAdmin;
import org.cachelet.session.SessionOutageException;

/**
 * The sessions of all nodes as the tools of Tomcat's administrators see them, named by where they
 * are stored. Thread-safe.
 */
final class AdministeredSessions {
  /** How many sessions are listed. */
  static final int MOST_LISTED = 1_000;

  private final CacheletManager manager;
  private volatile int lastCount;

  AdministeredSessions(CacheletManager manager) {
    this.manager = manager;
  }

  /** Returns those that are listed; those read before an outage, if there is one. */
  List<Session> all(SessionAdmin admin) {
    List<Session> found = new ArrayList<>();
    try {
      for (String storage : admin.list(0, MOST_LISTED)) {
        find(admin, storage).ifPresent(found::add);
      }
    } catch (SessionOutageException e) {
      manager.log().warn("list", "sessions cannot be listed", e);
    }
    return found;
  }

  /** Returns the session that is stored there. */
  Optional<AdministeredSession> find(SessionAdmin admin, String storage) {
    return admin.read(storage, session -> new AdministeredSession(manager, session));
  }

  /** Returns how many sessions there are; what it was last if Redis does not answer. */
  int count(SessionAdmin admin) {
    try {
      lastCount = (int) admin.count();
    } catch (SessionOutageException e) {
      manager.log().warn("count", "sessions cannot be counted", e);
    }
    return lastCount;
  }
}
