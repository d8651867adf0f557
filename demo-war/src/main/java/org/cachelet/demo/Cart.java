// SPDX-License-Identifier: Apache-2.0
package org.cachelet.demo;

import java.io.Serializable;
import java.util.LinkedHashMap;

/**
 * What a visitor means to buy; immutable.
 *
 * @param amounts how many of which product, in the order of adding
 */
public record Cart(LinkedHashMap<Integer, Integer> amounts) implements Serializable {
  static final int MOST_OF_ONE = 20;
  static final int MOST_LINES = 50;
  static final Cart EMPTY = new Cart(new LinkedHashMap<>());

  public Cart {
    amounts = new LinkedHashMap<>(amounts);
  }

  /** Returns how many pieces there are. */
  public int count() {
    return amounts.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** Returns the cart with more of a product, as far as it holds. */
  Cart plus(int product, int amount) {
    return with(product, amounts.getOrDefault(product, 0) + amount);
  }

  /** Returns the cart with so many of a product, as far as it holds; zero takes it out. */
  Cart with(int product, int amount) {
    LinkedHashMap<Integer, Integer> changed = new LinkedHashMap<>(amounts);
    if (amount == 0) {
      changed.remove(product);
    } else if (changed.containsKey(product) || changed.size() < MOST_LINES) {
      changed.put(product, Math.min(amount, MOST_OF_ONE));
    }
    return new Cart(changed);
  }
}
