// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session;

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

  static Claimed of(Outcome outcome) {
    return new Claimed(outcome, Optional.empty(), 0, "");
  }
}
