// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.cachelet.session.SessionCounts.Event;

/**
 * Lets no user have more sessions than settings allow: those used least recently are ended for a
 * new one. Nodes that do so at the same time end no more than there are too many. Thread-safe.
 */
final class UserLimit {
  private final SessionsCore core;
  private final int most;

  /**
   * Makes a limit.
   *
   * @param most how many sessions a user may have; 0 for any number
   */
  UserLimit(SessionsCore core, int most) {
    this.core = core;
    this.most = most;
  }

  /**
   * Ends what is too much.
   *
   * @param count how many there seem to be, the new one among them
   * @param newest where the new one is stored, which this call does not end
   */
  void keep(String user, long count, String newest) {
    if (most == 0 || count <= most) {
      return;
    }
    List<String> absent = new ArrayList<>();
    List<Session> others = new ArrayList<>();
    for (String storage : new SessionAdmin(core).of(user)) {
      Optional<Session> found =
          core.findStored(storage).filter(session -> session.user().equals(Optional.of(user)));
      found.ifPresentOrElse(others::add, () -> absent.add(storage));
    }
    others.removeIf(session -> session.storage().equals(newest));
    others.sort(Comparator.comparing(Session::lastAccessTime).thenComparing(Session::storage));
    List<String> leastRecentFirst = others.stream().map(Session::storage).toList();
    core.store()
        .index()
        .takeExcess(SessionKeys.userKey(user), most, absent, leastRecentFirst)
        .forEach(this::end);
  }

  private void end(String storage) {
    try {
      core.end(Handle.ofStorage(storage), Event.ENDED_FOR_LIMIT);
    } catch (SessionOutageException e) {
      core.endLater(storage, Event.ENDED_FOR_LIMIT);
    }
  }
}
