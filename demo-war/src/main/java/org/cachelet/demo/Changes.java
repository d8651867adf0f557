// SPDX-License-Identifier: Apache-2.0
package org.cachelet.demo;

/** Hears of what has changed in the shop, after it has been committed. */
@FunctionalInterface
interface Changes {
  /** Called when the price or the stock of a product has changed. */
  void product(int id);
}
