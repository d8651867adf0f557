// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session.filter;

import java.util.Optional;
import org.cachelet.session.SessionId;

/** Looks at ids that clients have sent, with or without the route of a balancer. */
final class SessionText {
  private SessionText() {}

  /** Returns whether a text can be an id at all. */
  static boolean isWellFormed(String sent) {
    return SessionId.parse(sent).isPresent();
  }

  /** Returns whether both texts are the id of one session, with the same secret. */
  static boolean isSame(String sent, String own) {
    Optional<SessionId> parsed = SessionId.parse(sent);
    return parsed.isPresent() && parsed.equals(SessionId.parse(own));
  }
}
