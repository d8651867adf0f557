// SPDX-License-Identifier: Apache-2.0
package org.cachelet.bench;

/**
 * What a server did in one round.
 *
 * @param requests how many it answered
 * @param cpu microseconds of CPU that it used for each
 * @param perSecond how many it answered in a second
 * @param median milliseconds that the faster half took
 * @param slow milliseconds that one in a hundred took, or more
 * @param allocated bytes that it allocated for each
 * @param foreign how many cores were used by what is neither server nor bench
 */
record Sample(
    int requests,
    double cpu,
    double perSecond,
    double median,
    double slow,
    double allocated,
    double foreign) {
  /** How many cores others may use in a round that counts. */
  static final double QUIET = 0.5;

  /** Returns whether others left the machine alone. */
  boolean isClean() {
    return foreign < QUIET;
  }
}
