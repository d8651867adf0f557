// SPDX-License-Identifier: Apache-2.0
package org.cachelet.demo;

import java.util.ArrayList;
import java.util.List;

/**
 * A product in a cart.
 *
 * @param product the product as it is now
 * @param amount how many, 1 or more
 */
public record CartLine(Product product, int amount) {

  /** Returns the lines of a cart; a product that is no longer sold has none. */
  static List<CartLine> of(Cart cart, Catalog catalog) {
    List<CartLine> lines = new ArrayList<>();
    cart.amounts()
        .forEach(
            (id, amount) ->
                catalog.product(id).ifPresent(product -> lines.add(new CartLine(product, amount))));
    return lines;
  }

  /** Returns the sum of all lines. */
  static Price total(List<CartLine> lines) {
    return lines.stream().map(CartLine::price).reduce(new Price(0), Price::plus);
  }

  /** Returns the price of the line. */
  public Price price() {
    return product.price().times(amount);
  }
}
