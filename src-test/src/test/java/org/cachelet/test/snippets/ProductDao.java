// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.snippets;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** A table of products that counts how often it is asked. Used by one thread. */
final class ProductDao {
  private final TreeMap<Long, Product> products = new TreeMap<>();
  private int queries;

  /** Saves a product. */
  void save(Product product) {
    products.put(product.id(), product);
  }

  /** Returns a product that is there. */
  Product load(long id) {
    return find(id).orElseThrow();
  }

  /** Returns a product. */
  Optional<Product> find(long id) {
    queries++;
    return Optional.ofNullable(products.get(id));
  }

  /** Returns all products. */
  List<Product> list() {
    queries++;
    return new ArrayList<>(products.values());
  }

  /** Returns the version of a product, by a cheaper query than the product. */
  long versionOf(long id) {
    return Optional.ofNullable(products.get(id)).orElseThrow().version();
  }

  /** Returns how many queries there were. */
  int queries() {
    return queries;
  }
}
