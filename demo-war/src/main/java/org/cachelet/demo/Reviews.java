// SPDX-License-Identifier: Apache-2.0
package org.cachelet.demo;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** What customers wrote about products. */
final class Reviews {
  private static final String REVIEW =
      "select id, product_id, account_id, stars, title, body, written from review ";

  private final Database database;

  Reviews(Database database) {
    this.database = database;
  }

  /** Returns the stars of a product. */
  Rating rating(Product product) {
    return database
        .first(
            "select count(*) as many, avg(cast(stars as double precision)) as mean"
                + " from review where product_id = ?",
            row -> new Rating(row.getDouble("mean"), row.getInt("many")),
            product.id())
        .orElseThrow();
  }

  /** Returns the latest reviews of a product. */
  List<Review> latest(Product product, int count) {
    return database.list(
        REVIEW + "where product_id = ? order by written desc, id desc limit ?",
        Reviews::review,
        product.id(),
        count);
  }

  /** Returns the latest reviews of the shop. */
  List<Review> latest(int count) {
    return database.list(REVIEW + "order by written desc, id desc limit ?", Reviews::review, count);
  }

  /** Returns how many reviews a customer wrote. */
  int countBy(Account account) {
    return database.number("select count(*) from review where account_id = ?", account.id());
  }

  /** Returns what the shop answered to a review. */
  Optional<String> reply(Review review) {
    return database.first(
        "select body from reply where review_id = ?", row -> row.getString("body"), review.id());
  }

  private static Review review(ResultSet row) throws SQLException {
    return new Review(
        row.getInt("id"),
        row.getInt("product_id"),
        row.getInt("account_id"),
        row.getInt("stars"),
        row.getString("title"),
        row.getString("body"),
        row.getObject("written", LocalDate.class));
  }
}
