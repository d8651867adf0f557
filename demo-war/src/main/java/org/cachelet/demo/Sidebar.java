// SPDX-License-Identifier: Apache-2.0
package org.cachelet.demo;

import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;

/** What stands beside lists; read when it is asked for, which is once in ten minutes. */
public final class Sidebar {
  private static final int FAVOURITES = 5;

  private final Shop shop;

  Sidebar(Shop shop) {
    this.shop = shop;
  }

  /** Reads what is sold most. */
  public List<Product> favourites() {
    return shop.catalog().first(Sort.BEST, FAVOURITES);
  }

  /** Reads what was ordered. */
  public Turnover turnover() {
    return shop.purchases().turnover();
  }

  /** Returns what the clock says, in UTC. */
  public LocalTime now() {
    return LocalTime.ofInstant(shop.clock().instant(), ZoneOffset.UTC);
  }
}
