// SPDX-License-Identifier: Apache-2.0
package org.cachelet.demo;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** The front door: departments, best sellers, new arrivals, latest reviews; 30 queries. */
public final class HomeServlet extends PageServlet {
  private static final int PRODUCTS = 4;
  private static final int REVIEWS = 3;

  /**
   * A department and how much there is in it.
   *
   * @param category the department
   * @param count its products
   */
  public record Tile(Category category, int count) {}

  /**
   * A product and its stars.
   *
   * @param product the product
   * @param rating its stars
   */
  public record Pick(Product product, Rating rating) {}

  /**
   * A review away from its product.
   *
   * @param review the review
   * @param product what it is about
   * @param author who wrote it
   */
  public record Voice(Review review, Product product, Account author) {}

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Catalog catalog = shop().catalog();
    List<Category> categories = catalog.categories();
    List<Tile> tiles =
        categories.stream().map(category -> new Tile(category, catalog.countIn(category))).toList();
    List<Voice> voices = shop().reviews().latest(REVIEWS).stream().map(this::voice).toList();
    send(
        request,
        response,
        "home",
        Map.of(
            "categories",
            categories,
            "tiles",
            tiles,
            "best",
            picks(Sort.BEST),
            "arrivals",
            picks(Sort.NEW),
            "voices",
            voices));
  }

  private List<Pick> picks(Sort sort) {
    return shop().catalog().first(sort, PRODUCTS).stream()
        .map(product -> new Pick(product, shop().reviews().rating(product)))
        .toList();
  }

  private Voice voice(Review review) {
    Product product = shop().catalog().product(review.productId()).orElseThrow();
    return new Voice(review, product, shop().accounts().account(review.accountId()));
  }
}
