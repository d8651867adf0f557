// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.session;

import java.util.concurrent.atomic.LongAdder;

/** What visitors have seen that they should not. Thread-safe. */
final class Tally {
  private final LongAdder acknowledged = new LongAdder();
  private final LongAdder loggedOut = new LongAdder();
  private final LongAdder cleared = new LongAdder();
  private final LongAdder lost = new LongAdder();
  private final LongAdder foreign = new LongAdder();

  /** Counts a change that was answered with success. */
  void acknowledged() {
    acknowledged.increment();
  }

  /** Counts a visitor whose session was not there any more, or another one. */
  void loggedOut() {
    loggedOut.increment();
  }

  /** Counts a cookie that was taken away. */
  void cleared() {
    cleared.increment();
  }

  /** Counts an acknowledged change that was not there any more. */
  void lost() {
    lost.increment();
  }

  /** Counts a value that nobody has written. */
  void foreign() {
    foreign.increment();
  }

  /** Returns what was counted so far. */
  Counts counts() {
    return new Counts(
        acknowledged.sum(), loggedOut.sum(), cleared.sum(), lost.sum(), foreign.sum());
  }

  /** What was counted. */
  record Counts(long acknowledged, long loggedOut, long cleared, long lost, long foreign) {}
}
