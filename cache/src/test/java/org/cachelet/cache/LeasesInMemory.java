// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Leases of nodes in one process. */
final class LeasesInMemory implements Leases {
  private static final String REFUSED = "refused";

  private final Map<String, String> leases;
  private final String node;

  LeasesInMemory(String node, Map<String, String> leases) {
    this.node = node;
    this.leases = leases;
  }

  static LeasesInMemory first() {
    return new LeasesInMemory("first", new ConcurrentHashMap<>());
  }

  LeasesInMemory another(String name) {
    return new LeasesInMemory(name, leases);
  }

  @Override
  public Claim take(String fullKey) {
    String holder = leases.putIfAbsent(fullKey, node);
    if (holder == null) {
      return Claim.TAKEN;
    }
    return holder.equals(REFUSED) ? Claim.REFUSED : Claim.HELD;
  }

  @Override
  public void release(String fullKey) {
    leases.remove(fullKey, node);
  }

  @Override
  public void refuse(String fullKey, Duration howLong) {
    leases.replace(fullKey, node, REFUSED);
  }

  /** Ends all leases as the death of their nodes would. */
  void expire() {
    leases.clear();
  }

  boolean isFree(String fullKey) {
    return !leases.containsKey(fullKey);
  }
}
