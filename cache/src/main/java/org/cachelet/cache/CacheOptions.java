// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

import java.time.Duration;

/**
 * How one named cache behaves.
 *
 * @param lifetime of entries that are stored without one of their own
 * @param nothingTtl how long "nothing there" is remembered; zero or more
 * @param maxBytes heap for the entries kept in this process, at least 1 MiB
 * @param version the first version of the cache's keys, 1 or more
 * @param jitter the largest share by which the fresh time of an entry is shortened at random, so
 *     that entries stored together do not expire together; 0 to 0.5
 * @param earlyRenewal how eagerly entries are renewed before they expire (beta of XFetch); 0 to 10,
 *     where 0 is never and 1 renews about one making time before the end
 * @param flightWait how long a caller waits for another one that is making the same content; more
 *     than zero
 * @param store where entries are kept; {@link StoreKind#LOCAL} if the application has no backend
 */
public record CacheOptions(
    Lifetime lifetime,
    Duration nothingTtl,
    long maxBytes,
    long version,
    double jitter,
    double earlyRenewal,
    Duration flightWait,
    StoreKind store) {

  /** Five minutes, 64 MiB, and moderate values for the rest. */
  public static final CacheOptions DEFAULT =
      new CacheOptions(
          Lifetime.of(Duration.ofMinutes(5)),
          Duration.ofSeconds(30),
          64L << 20,
          1,
          0.05,
          1.0,
          Duration.ofSeconds(10),
          StoreKind.LOCAL);

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if a value is out of its range
   */
  public CacheOptions {
    require(!nothingTtl.isNegative(), "nothingTtl", nothingTtl, "zero or more");
    require(maxBytes >= 1 << 20, "maxBytes", maxBytes, "1048576 or more");
    require(version >= 1, "version", version, "1 or more");
    require(jitter >= 0 && jitter <= 0.5, "jitter", jitter, "0 to 0.5");
    require(earlyRenewal >= 0 && earlyRenewal <= 10, "earlyRenewal", earlyRenewal, "0 to 10");
    require(flightWait.toMillis() > 0, "flightWait", flightWait, "1 ms or more");
  }

  /** Returns these options with another default lifetime. */
  public CacheOptions withLifetime(Lifetime other) {
    return new CacheOptions(
        other, nothingTtl, maxBytes, version, jitter, earlyRenewal, flightWait, store);
  }

  /** Returns these options with another bound on the heap of the entries. */
  public CacheOptions withMaxBytes(long other) {
    return new CacheOptions(
        lifetime, nothingTtl, other, version, jitter, earlyRenewal, flightWait, store);
  }

  /** Returns these options with another share of jitter. */
  public CacheOptions withJitter(double other) {
    return new CacheOptions(
        lifetime, nothingTtl, maxBytes, version, other, earlyRenewal, flightWait, store);
  }

  /** Returns these options with another eagerness of renewal. */
  public CacheOptions withEarlyRenewal(double other) {
    return new CacheOptions(
        lifetime, nothingTtl, maxBytes, version, jitter, other, flightWait, store);
  }

  /** Returns these options with another time to wait for a flight. */
  public CacheOptions withFlightWait(Duration other) {
    return new CacheOptions(
        lifetime, nothingTtl, maxBytes, version, jitter, earlyRenewal, other, store);
  }

  /** Returns these options with another place for the entries. */
  public CacheOptions withStore(StoreKind other) {
    return new CacheOptions(
        lifetime, nothingTtl, maxBytes, version, jitter, earlyRenewal, flightWait, other);
  }

  private static void require(boolean ok, String name, Object value, String allowed) {
    if (!ok) {
      throw new IllegalArgumentException(
          "cache option " + name + " is " + value + ", allowed is " + allowed);
    }
  }
}
