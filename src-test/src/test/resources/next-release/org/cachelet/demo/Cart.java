// SPDX-License-Identifier: Apache-2.0
package org.cachelet.demo;

import java.io.Serializable;
import java.util.LinkedHashMap;

/** Has gained a coupon. */
public record Cart(String coupon, LinkedHashMap<Integer, Integer> amounts)
    implements Serializable {
  static final int MOST_OF_ONE = 20;
  static final int MOST_LINES = 50;
  static final Cart EMPTY = new Cart(new LinkedHashMap<>());

  public Cart(LinkedHashMap<Integer, Integer> amounts) {
    this("spring", amounts);
  }

  public int count() {
    return amounts.values().stream().mapToInt(Integer::intValue).sum();
  }

  Cart plus(int product, int amount) {
    return with(product, amounts.getOrDefault(product, 0) + amount);
  }

  Cart with(int product, int amount) {
    LinkedHashMap<Integer, Integer> changed = new LinkedHashMap<>(amounts);
    if (amount == 0) {
      changed.remove(product);
    } else {
      changed.put(product, Math.min(amount, MOST_OF_ONE));
    }
    return new Cart(coupon, changed);
  }
}
