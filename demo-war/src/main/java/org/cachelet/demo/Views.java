// SPDX-License-Identifier: Apache-2.0
package org.cachelet.demo;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.cachelet.cache.Cache;

/**
 * How often the pages of products were looked at lately; numbers that may be lost, so they live in
 * a cache and nowhere else. Thread-safe.
 */
final class Views {
  private final Cache counts;

  Views(Cache counts) {
    this.counts = counts;
  }

  /** Counts one more look at the page of a product. */
  void count(int productId) {
    counts.increment(key(productId));
  }

  /** Returns the number of looks at each of these products, by the product's number. */
  Map<Integer, Long> of(List<Product> products) {
    Map<String, Long> found =
        counts.getAll(products.stream().map(product -> key(product.id())).toList(), Long.class);
    return products.stream()
        .map(Product::id)
        .collect(Collectors.toMap(Function.identity(), id -> found.getOrDefault(key(id), 0L)));
  }

  private static String key(int productId) {
    return Integer.toString(productId);
  }
}
