// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What a fault may cost at most. Times are generous beside the promises of the documentation, since
 * the machine may be busy with other things; the table shows the true figures.
 *
 * @param unavailable how many requests are answered with 503
 * @param data what becomes of what was saved
 */
record Bounds(int unavailable, Data data) {
  /** For most faults. */
  static final Bounds USUAL = new Bounds(Integer.MAX_VALUE, Data.STAYS);

  /** For faults that nobody is to notice, unless the machine is busy. */
  static final Bounds UNNOTICED = new Bounds(2, Data.STAYS);

  /** For faults by which Redis forgets sessions. */
  static final Bounds FORGOTTEN = new Bounds(Integer.MAX_VALUE, Data.IS_FORGOTTEN);

  /** For faults by which Redis forgets what it had not yet sent to its replica. */
  static final Bounds SET_BACK = new Bounds(Integer.MAX_VALUE, Data.IS_SET_BACK);

  private static final Duration WAIT = Duration.ofSeconds(2);

  /** What requests without a session take where the machine, not a fault, makes Redis late. */
  private static final Duration BUSY = Duration.ofMillis(100);

  private static final Duration UNTOUCHED = Duration.ofMillis(500);
  private static final Duration HEALTHY = Duration.ofSeconds(10);

  /** What becomes of what was saved. */
  enum Data {
    STAYS,
    IS_FORGOTTEN,
    IS_SET_BACK
  }

  /** Returns what is beyond them, in words. */
  List<String> broken(VisitFigures f) {
    List<String> broken = new ArrayList<>();
    require(f.errors() == 0, f.errors() + " errors", broken);
    require(
        f.unavailable() <= unavailable || f.usual().compareTo(BUSY) > 0,
        f.unavailable() + " times 503",
        broken);
    require(f.counts().cleared() == 0, f.counts().cleared() + " cookies cleared", broken);
    require(f.counts().foreign() == 0, f.counts().foreign() + " foreign values", broken);
    require(
        f.counts().loggedOut() == 0 || data != Data.STAYS,
        f.counts().loggedOut() + " logged out",
        broken);
    require(
        f.counts().lost() == 0 || data == Data.IS_SET_BACK, f.counts().lost() + " lost", broken);
    require(f.longest().compareTo(WAIT) <= 0, "a wait of " + f.longest(), broken);
    require(
        f.untouched().compareTo(UNTOUCHED) <= 0,
        "untouched requests wait " + f.untouched(),
        broken);
    require(f.healthy().compareTo(HEALTHY) <= 0, "healthy after " + f.healthy(), broken);
    return broken;
  }

  private static void require(boolean kept, String otherwise, List<String> broken) {
    if (!kept) {
      broken.add(otherwise);
    }
  }
}
