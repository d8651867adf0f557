// SPDX-License-Identifier: Apache-2.0
package org.cachelet.demo;

import java.util.List;

/** A warehouse with a door for visitors. What is there is counted when it is asked for. */
public final class Store {
  private static final int FAVOURITES = 3;

  private final Warehouse warehouse;
  private final Catalog catalog;

  Store(Warehouse warehouse, Catalog catalog) {
    this.warehouse = warehouse;
    this.catalog = catalog;
  }

  /** Returns the warehouse. */
  public Warehouse warehouse() {
    return warehouse;
  }

  /** Counts how many pieces of all products are there. */
  public int pieces() {
    return catalog.pieces(warehouse);
  }

  /** Counts the products of which none is there. */
  public int soldOut() {
    return catalog.soldOut(warehouse);
  }

  /** Reads which of the products that are there are sold most. */
  public List<Product> favourites() {
    return catalog.first(warehouse, FAVOURITES);
  }
}
