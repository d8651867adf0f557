// SPDX-License-Identifier: Apache-2.0
package org.cachelet.demo;

import java.util.List;

/** The departments, for JSPs: they are read when they are asked for. */
public final class Departments {
  private final Catalog catalog;

  Departments(Catalog catalog) {
    this.catalog = catalog;
  }

  /** Reads all departments in the order of the shop. */
  public List<Category> all() {
    return catalog.categories();
  }
}
