// SPDX-License-Identifier: Apache-2.0
package org.cachelet.demo;

/** There is less of a product than was ordered. */
final class OutOfStockException extends RuntimeException {
  private static final long serialVersionUID = 1;

  OutOfStockException(Product product) {
    super("There are not enough of “" + product.name() + "” in stock any more.");
  }
}
