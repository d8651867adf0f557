// SPDX-License-Identifier: Apache-2.0
package org.cachelet.demo;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** An order of products; every one is total, so that pages do not overlap. */
public enum Sort {
  BEST("Best sellers", "order by p.sold desc, p.id"),
  NEW("New arrivals", "order by p.listed desc, p.id desc"),
  CHEAP("Price, low to high", "order by p.price_cents, p.id"),
  DEAR("Price, high to low", "order by p.price_cents desc, p.id"),
  NAME("Name", "order by p.name, p.id");

  private final String shown;
  private final String clause;

  Sort(String shown, String clause) {
    this.shown = shown;
    this.clause = clause;
  }

  /** Returns the order with this name in addresses. */
  static Optional<Sort> of(String slug) {
    return Arrays.stream(values()).filter(sort -> sort.slug().equals(slug)).findFirst();
  }

  /** Returns the name in addresses. */
  public String slug() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the name for visitors. */
  public String shown() {
    return shown;
  }

  /** Returns whether a new price can give a product another place. */
  boolean isByPrice() {
    return this == CHEAP || this == DEAR;
  }

  /** Returns the clause of a query about {@code product p}. */
  String clause() {
    return clause;
  }
}
