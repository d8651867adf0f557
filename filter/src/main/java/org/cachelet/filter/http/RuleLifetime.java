// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter.http;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The lifetime that a rule gives to its pages where they do not say otherwise.
 *
 * @param ttl how long they are fresh; null if the rule leaves that to the response
 * @param staleWhileRevalidate how long after that they are served while they are replaced; zero or
 *     more
 * @param staleIfError how long after that they are served when replacing them fails; zero or more
 */
public record RuleLifetime(
    @Nullable Duration ttl, Duration staleWhileRevalidate, Duration staleIfError) {
  /**
   * Checks the durations.
   *
   * @throws IllegalArgumentException if one is negative
   */
  public RuleLifetime {
    if (ttl != null) {
      requireNotNegative(ttl, "ttl");
    }
    requireNotNegative(staleWhileRevalidate, "stale-while-revalidate");
    requireNotNegative(staleIfError, "stale-if-error");
  }

  private static void requireNotNegative(Duration duration, String name) {
    if (duration.isNegative()) {
      throw new IllegalArgumentException(name + " is " + duration + ", allowed is zero or more");
    }
  }
}
