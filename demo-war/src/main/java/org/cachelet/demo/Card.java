// SPDX-License-Identifier: Apache-2.0
package org.cachelet.demo;

/**
 * A product as lists show it. What a list shows besides the product is read when it is asked for,
 * so a card that comes from the cache costs no query. Used by one request.
 */
public final class Card {
  private final Product product;
  private final Reviews reviews;
  private final Catalog catalog;

  Card(Product product, Reviews reviews, Catalog catalog) {
    this.product = product;
    this.reviews = reviews;
    this.catalog = catalog;
  }

  /** Returns the product. */
  public Product product() {
    return product;
  }

  /** Reads its stars. */
  public Rating rating() {
    return reviews.rating(product);
  }

  /** Reads how many there are in all warehouses. */
  public int stock() {
    return catalog.stock(product);
  }
}
