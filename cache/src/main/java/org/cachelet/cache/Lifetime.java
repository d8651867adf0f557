// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

import java.time.Duration;

/**
 * How long an entry may be used: first as fresh, then as stale. Both stale times count from the end
 * of freshness and run side by side. Precision is one millisecond.
 *
 * @param fresh time from storing during which the entry is used as is (RFC 9111 section 4.2); zero
 *     or more
 * @param staleWhileRevalidate time after {@code fresh} during which the entry may still be used
 *     while it is being replaced (RFC 5861 section 3); zero or more
 * @param staleIfError time after {@code fresh} during which the entry may still be used when making
 *     a new one fails (RFC 5861 section 4); zero or more
 */
public record Lifetime(Duration fresh, Duration staleWhileRevalidate, Duration staleIfError) {
  /** The longest duration of each part: 100 years, far from any overflow. */
  public static final Duration MAX = Duration.ofDays(36_500);

  /**
   * Checks the parts.
   *
   * @throws IllegalArgumentException if a part is negative or longer than {@link #MAX}
   */
  public Lifetime {
    requireInRange(fresh, "fresh");
    requireInRange(staleWhileRevalidate, "staleWhileRevalidate");
    requireInRange(staleIfError, "staleIfError");
  }

  /** Returns a lifetime that ends with its freshness. */
  public static Lifetime of(Duration fresh) {
    return new Lifetime(fresh, Duration.ZERO, Duration.ZERO);
  }

  /** Returns the time from storing after which the entry is of no use to anybody. */
  public Duration total() {
    Duration stale =
        staleWhileRevalidate.compareTo(staleIfError) > 0 ? staleWhileRevalidate : staleIfError;
    return fresh.plus(stale);
  }

  /** Returns this lifetime with another time of freshness. */
  public Lifetime withFresh(Duration other) {
    return new Lifetime(other, staleWhileRevalidate, staleIfError);
  }

  /** Returns this lifetime, fresh for no longer than {@code limit}. */
  public Lifetime limitedTo(Duration limit) {
    return limit.compareTo(fresh) < 0 ? withFresh(limit) : this;
  }

  private static void requireInRange(Duration part, String name) {
    if (part.isNegative() || part.compareTo(MAX) > 0) {
      throw new IllegalArgumentException(
          "lifetime: " + name + " is " + part + ", allowed is zero to " + MAX.toDays() + " days");
    }
  }
}
