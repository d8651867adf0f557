// SPDX-License-Identifier: Apache-2.0
package org.cachelet.demo;

import org.cachelet.cache.CacheEvent;
import org.cachelet.cache.CacheListener;

/** Charges the parts of pages to the request whose page they are in. Thread-safe. */
final class FragmentMeter implements CacheListener {
  private static final String CACHE = "fragments";

  @Override
  public void onEvent(String cache, CacheEvent event, String key, String detail) {
    if (cache.equals(CACHE)) {
      switch (event) {
        case HIT, STALE_HIT -> Timing.foundFragment();
        case MAKING -> Timing.madeFragment();
        default -> {}
      }
    }
  }
}
