// SPDX-License-Identifier: Apache-2.0
package org.cachelet.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Says how long ago something was, as people do. */
final class Elapsed {
  /** What is known to the minute only is not said more exactly. */
  private static final Duration MOMENT = Duration.ofMinutes(2);

  private Elapsed() {}

  /** Returns how long ago something was, such as {@code 5 minutes ago}. */
  static String between(Instant then, Instant now) {
    Duration elapsed = Duration.between(then, now);
    if (elapsed.compareTo(MOMENT) < 0) {
      return "a moment ago";
    }
    if (elapsed.toHours() < 2) {
      return ago(elapsed.toMinutes(), "minutes");
    }
    return elapsed.toDays() < 2 ? ago(elapsed.toHours(), "hours") : ago(elapsed.toDays(), "days");
  }

  private static String ago(long count, String unit) {
    return String.format(Locale.ROOT, "%d %s ago", count, unit);
  }
}
