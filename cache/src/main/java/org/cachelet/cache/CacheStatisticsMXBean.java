// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

/**
 * What happened in a named cache or under a rule, as JMX shows it; see {@link CacheStatistics} for
 * the meaning of each count.
 */
public interface CacheStatisticsMXBean {
  /** Returns the lookups that found a fresh entry. */
  long getHits();

  /** Returns the lookups that found an entry to be used while it is replaced. */
  long getStaleHits();

  /** Returns the lookups that found nothing usable. */
  long getMisses();

  /** Returns the share of lookups that found something to use, 0 to 1; 0 without lookups. */
  double getHitRatio();

  /** Returns the entries stored. */
  long getPuts();

  /** Returns the contents that were made and must not be stored. */
  long getRefusals();

  /** Returns the requests that never asked the cache. */
  long getBypasses();

  /** Returns the makings saved because another one was under way. */
  long getCollapsed();

  /** Returns the contents that began to be made. */
  long getMakings();

  /** Returns the makings that ended with an error. */
  long getFailures();

  /** Returns the stale entries used because a making failed, or had to wait. */
  long getRescues();

  /** Returns the requests turned away, because as much was being made as is allowed. */
  long getRejections();

  /** Returns the time of one making on average, in milliseconds; 0 without makings. */
  double getAverageMakingMillis();
}
