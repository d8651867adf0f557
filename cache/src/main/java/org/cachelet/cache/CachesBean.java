// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Shows the caches of one application over JMX. Thread-safe. */
final class CachesBean implements CachesMXBean {
  private final Caches caches;

  CachesBean(Caches caches) {
    this.caches = caches;
  }

  @Override
  public List<String> getCacheNames() {
    return caches.names();
  }

  @Override
  public String getBackend() {
    return backend().map(BackendHealth::address).orElse("");
  }

  @Override
  public boolean isBackendUp() {
    return backend().map(BackendHealth::isUp).orElse(false);
  }

  @Override
  public long getBackendFailures() {
    return backend().map(BackendHealth::failures).orElse(0L);
  }

  @Override
  public long getBackendRejected() {
    return backend().map(BackendHealth::rejected).orElse(0L);
  }

  @Override
  public boolean isLogCurrent() {
    return caches.health().map(SharingHealth::isCurrent).orElse(true);
  }

  @Override
  public int getPendingInvalidations() {
    return caches.health().map(SharingHealth::pending).orElse(0);
  }

  private Optional<BackendHealth> backend() {
    return caches.health().map(SharingHealth::backend);
  }

  @Override
  public void invalidateTags(String commaSeparated) {
    List<String> tags = Arrays.stream(commaSeparated.split(",", -1)).map(String::strip).toList();
    caches.invalidateTags(Invalidation.Depth.HARD, tags);
  }

  @Override
  public void clear() {
    caches.clear();
  }
}
