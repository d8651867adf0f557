// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

/** Shows a named cache over JMX. Thread-safe. */
final class CacheBean extends StatisticsBean implements CacheMXBean {
  private final Cache cache;

  CacheBean(Cache cache) {
    super(cache::statistics);
    this.cache = cache;
  }

  @Override
  public long getEvictions() {
    return statistics().evictions();
  }

  @Override
  public long getExpirations() {
    return statistics().expirations();
  }

  @Override
  public long getUnreadable() {
    return statistics().unreadable();
  }

  @Override
  public long getEntries() {
    return statistics().entries();
  }

  @Override
  public long getBytes() {
    return statistics().bytes();
  }

  @Override
  public long getVersion() {
    return cache.version();
  }

  @Override
  public void clear() {
    cache.clear();
  }

  @Override
  public long bumpVersion() {
    return cache.bumpVersion();
  }
}
