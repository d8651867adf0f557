// SPDX-License-Identifier: Apache-2.0
package org.cachelet.demo;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One product with its stock, its reviews and what goes with it; 47 queries. */
public final class ProductServlet extends PageServlet {
  private static final int REVIEWS = 6;

  /**
   * How much of the product lies where.
   *
   * @param warehouse the warehouse
   * @param amount how many
   */
  public record Shelf(Warehouse warehouse, int amount) {}

  /**
   * A review under its product.
   *
   * @param review the review
   * @param author who wrote it
   * @param written how many reviews the author wrote in all
   * @param reply what the shop answered; null if nothing
   */
  public record Opinion(Review review, Account author, int written, @Nullable String reply) {}

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Optional<Product> product = asked(request).flatMap(shop().catalog()::product);
    if (product.isEmpty()) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    send(request, response, "product", model(product.get()));
  }

  private static Optional<Integer> asked(HttpServletRequest request) {
    String path = request.getPathInfo();
    return path == null ? Optional.empty() : Numbers.parse(path.substring(1));
  }

  private Map<String, Object> model(Product product) {
    Catalog catalog = shop().catalog();
    Map<String, Object> model = new HashMap<>();
    model.put("product", product);
    model.put("category", catalog.category(product.categoryId()).orElseThrow());
    model.put("rating", shop().reviews().rating(product));
    model.put("shelves", shelves(product));
    model.put("opinions", opinions(product));
    model.put("related", related(product));
    model.put("most", Cart.MOST_OF_ONE);
    return model;
  }

  private List<Shelf> shelves(Product product) {
    return shop().catalog().warehouses().stream()
        .map(warehouse -> new Shelf(warehouse, shop().catalog().stock(product, warehouse)))
        .toList();
  }

  private List<Opinion> opinions(Product product) {
    return shop().reviews().latest(product, REVIEWS).stream().map(this::opinion).toList();
  }

  private Opinion opinion(Review review) {
    Account author = shop().accounts().account(review.accountId());
    int written = shop().reviews().countBy(author);
    return new Opinion(review, author, written, shop().reviews().reply(review).orElse(null));
  }

  private List<Card> related(Product product) {
    return shop().catalog().related(product).stream()
        .map(id -> shop().catalog().product(id).orElseThrow())
        .map(this::card)
        .toList();
  }
}
