// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

import java.time.Duration;

/**
 * What happened in a named cache, or under one rule, since it was made.
 *
 * @param hits lookups that found a fresh entry
 * @param staleHits lookups that found an entry to be used while it is replaced
 * @param misses lookups that found nothing usable
 * @param puts entries stored
 * @param refusals contents that were made and must not be stored
 * @param bypasses requests that never asked the cache
 * @param collapsed makings saved because another one was under way
 * @param makings contents that began to be made, after a miss or for renewal
 * @param failures makings that ended with an error
 * @param rescues stale entries used because a making failed, or had to wait
 * @param rejections requests turned away, because as much was being made as is allowed
 * @param evictions entries removed for room; 0 for a rule, since a store knows no rules
 * @param expirations entries removed because their time was over; 0 for a rule
 * @param unreadable entries of a shared store that could not be read, and contents that could not
 *     be written there; 0 for a rule
 * @param makingTime time spent making, all together, whether content was stored or not
 * @param entries entries stored now, on this node; 0 for a rule
 * @param bytes heap they take now, on this node; 0 for a rule
 */
public record CacheStatistics(
    long hits,
    long staleHits,
    long misses,
    long puts,
    long refusals,
    long bypasses,
    long collapsed,
    long makings,
    long failures,
    long rescues,
    long rejections,
    long evictions,
    long expirations,
    long unreadable,
    Duration makingTime,
    long entries,
    long bytes) {

  /** Returns the share of lookups that found something to use, 0 to 1; 0 without lookups. */
  public double hitRatio() {
    long lookups = hits + staleHits + misses;
    return lookups == 0 ? 0 : (double) (hits + staleHits) / lookups;
  }

  /** Returns the time of one making on average; zero without makings. */
  public Duration averageMakingTime() {
    return makings == 0 ? Duration.ZERO : makingTime.dividedBy(makings);
  }
}
