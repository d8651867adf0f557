// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Shows the counts of a cache or rule over JMX. Thread-safe. */
class StatisticsBean implements CacheStatisticsMXBean {
  private final Supplier<CacheStatistics> statistics;

  StatisticsBean(Supplier<CacheStatistics> statistics) {
    this.statistics = statistics;
  }

  /** Returns the counts at this moment. */
  final CacheStatistics statistics() {
    return statistics.get();
  }

  @Override
  public long getHits() {
    return statistics().hits();
  }

  @Override
  public long getStaleHits() {
    return statistics().staleHits();
  }

  @Override
  public long getMisses() {
    return statistics().misses();
  }

  @Override
  public double getHitRatio() {
    return statistics().hitRatio();
  }

  @Override
  public long getPuts() {
    return statistics().puts();
  }

  @Override
  public long getRefusals() {
    return statistics().refusals();
  }

  @Override
  public long getBypasses() {
    return statistics().bypasses();
  }

  @Override
  public long getCollapsed() {
    return statistics().collapsed();
  }

  @Override
  public long getMakings() {
    return statistics().makings();
  }

  @Override
  public long getFailures() {
    return statistics().failures();
  }

  @Override
  public long getRescues() {
    return statistics().rescues();
  }

  @Override
  public long getRejections() {
    return statistics().rejections();
  }

  @Override
  public double getAverageMakingMillis() {
    return (double) statistics().averageMakingTime().toNanos() / TimeUnit.MILLISECONDS.toNanos(1);
  }
}
