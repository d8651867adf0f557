// SPDX-License-Identifier: Apache-2.0
package org.cachelet.demo;

import java.util.List;
import org.cachelet.cache.Caches;
import org.cachelet.cache.Dependencies;

/**
 * Ties what is cached to what it shows: whatever reads from the database notes a tag here, and
 * whoever changes the database says so here, once that is committed. Thread-safe.
 */
final class Changes {
  private static final String ORDERS = "orders";
  private static final String ALL_PRICES = "prices";

  private final Caches caches;

  Changes(Caches caches) {
    this.caches = caches;
  }

  /** Notes that what is being made shows a product. */
  static void shows(Product product) {
    Dependencies.current().tag(product(product.id()));
  }

  /** Notes that what is being made depends on the order of all prices. */
  static void ranksPrices() {
    Dependencies.current().tag(ALL_PRICES);
  }

  /** Notes that what is being made depends on the order of the prices of a department. */
  static void ranksPrices(Category category) {
    Dependencies.current().tag(prices(category.id()));
  }

  /** Notes that what is being made depends on what was ordered. */
  static void countsOrders() {
    Dependencies.current().tag(ORDERS);
  }

  /** Drops what shows a product, and the lists in which a new price gives it another place. */
  void repriced(Product product) {
    caches.invalidateTags(product(product.id()), prices(product.categoryId()), ALL_PRICES);
  }

  /** Drops what shows how much there is of these products, and what counts orders. */
  void ordered(List<CartLine> lines) {
    lines.forEach(line -> caches.invalidateTags(product(line.product().id())));
    caches.invalidateTags(ORDERS);
  }

  private static String product(int id) {
    return "product:" + id;
  }

  private static String prices(int categoryId) {
    return "prices:" + categoryId;
  }
}
