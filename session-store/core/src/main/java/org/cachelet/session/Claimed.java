// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session;

import static org.cachelet.session.StoredFields.text;

import java.util.List;
import java.util.Optional;

/**
 * What became of the claim on a session that may have expired.
 *
 * @param outcome what became of it
 * @param fields the session, if it is this node that tells its listeners
 * @param untilDue in how many ms it expires, if it is alive
 * @param userKey whose it is, if it is alive and somebody's; else empty
 */
record Claimed(Outcome outcome, Optional<StoredFields> fields, long untilDue, String userKey) {

  /** What became of a claim. */
  enum Outcome {
    /** This node tells the listeners. */
    OURS,
    /** Another node does. */
    LEASED,
    /** It has been used in the meantime. */
    ALIVE,
    /** It has ended. */
    ABSENT
  }

  /** Reads what the script says. */
  static Claimed of(List<?> reply) {
    return switch (text(reply.get(0))) {
      case "ok" ->
          new Claimed(Outcome.OURS, Optional.of(new StoredFields((List<?>) reply.get(1))), 0, "");
      case "alive" ->
          new Claimed(Outcome.ALIVE, Optional.empty(), (Long) reply.get(1), text(reply.get(2)));
      case "leased" -> of(Outcome.LEASED);
      default -> of(Outcome.ABSENT);
    };
  }

  private static Claimed of(Outcome outcome) {
    return new Claimed(outcome, Optional.empty(), 0, "");
  }
}
