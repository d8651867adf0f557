// SPDX-License-Identifier: Apache-2.0
package org.cachelet.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class PostgresqlModeTest {

  @Test
  void shop_runs_whenDatabaseReadsLikePostgresql() throws Exception {
    TestShop shop =
        new TestShop("postgres;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH");
    shop.start();
    try {
      Browser browser = shop.browser();
      for (String path : List.of("/", "/catalog?category=desk", "/search?q=oak", "/product/3")) {
        assertThat(browser.get(path).statusCode()).as(path).isEqualTo(200);
      }
      browser.post("/cart", "action", "add", "product", "3", "amount", "1");
      browser.get("/checkout");
      assertThat(
              browser
                  .post(
                      "/checkout",
                      "name",
                      "Ada",
                      "email",
                      "a@example.org",
                      "street",
                      "1 Quay",
                      "postcode",
                      "2311",
                      "city",
                      "Cork")
                  .body())
          .contains("Your order has the number <b>1</b>");
    } finally {
      shop.stop();
    }
  }
}
