// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session;

import java.time.Duration;

/**
 * How long sessions are kept, apart from their own timeouts. Immutable.
 *
 * @param touchInterval how old the time of the last access in Redis may become; zero or more
 * @param grace how long an expired session is kept until listeners have been told; more than zero
 * @param maxIdle the timeout of sessions that have none; more than zero
 */
record SessionTimes(Duration touchInterval, Duration grace, Duration maxIdle) {
  private static final int PARTS = 10;

  /**
   * Returns how long after its last known access a session expires.
   *
   * @param timeout of the session; zero or less if it has none
   */
  Duration untilDue(Duration timeout) {
    Duration idle = timeout.isZero() || timeout.isNegative() ? maxIdle : timeout;
    return idle.plus(slack(idle));
  }

  /** Returns how much later the last access may have been than Redis knows. */
  Duration slack(Duration idle) {
    Duration part = idle.dividedBy(PARTS);
    return part.compareTo(touchInterval) < 0 ? part : touchInterval;
  }
}
