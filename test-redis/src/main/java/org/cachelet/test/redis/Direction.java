// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.redis;

/** Which way bytes go through a {@link FaultProxy}. */
enum Direction {
  /** Commands. */
  TO_SERVER,
  /** Replies. */
  TO_CLIENT
}
