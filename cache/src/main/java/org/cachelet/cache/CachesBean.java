// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

import java.util.Arrays;
import java.util.List;

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
  public void invalidateTags(String commaSeparated) {
    List<String> tags = Arrays.stream(commaSeparated.split(",", -1)).map(String::strip).toList();
    caches.invalidateTags(Invalidation.Depth.HARD, tags);
  }

  @Override
  public void clear() {
    caches.clear();
  }
}
