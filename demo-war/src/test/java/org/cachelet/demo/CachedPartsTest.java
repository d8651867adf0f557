// SPDX-License-Identifier: Apache-2.0
package org.cachelet.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Parts of pages that are made once: the rows of lists. */
final class CachedPartsTest {
  private static final TestShop SHOP = new TestShop("parts");
  private static final int ROWS = 24;
  private static final int SIDEBAR = 1; // a part, and a query
  private static final Pattern CARD = Pattern.compile("<a href=\"/product/(\\d+)\">\\s*<img");

  private final Browser stranger = SHOP.browser();

  @BeforeAll
  static void open() throws Exception {
    SHOP.start();
    SHOP.browser().get("/catalog?category=clocks"); // leaves the sidebar, a part of each list
  }

  @AfterAll
  static void close() throws Exception {
    SHOP.stop();
  }

  @Test
  void changedPrice_makesOneRowAnew() throws Exception {
    String list = "/catalog?category=lamps&sort=name";
    HttpResponse<String> cold = stranger.get(list);
    assertThat(made(cold)).isEqualTo(ROWS);
    String id = card(cold, 5);

    reprice(id, "77.77");

    HttpResponse<String> after = stranger.get(list);
    assertThat(status(after)).endsWith("; stored");
    assertThat(after.body()).contains("€77.77");
    assertThat(found(after)).isEqualTo(ROWS - 1 + SIDEBAR);
    assertThat(made(after)).isEqualTo(1);
    assertThat(queries(after)).isEqualTo(queries(cold) - 2 * (ROWS - 1)); // stars and stock of each
    assertThat(withPrice(cold, after, "77.77")).isEqualTo(Browser.withoutToken(after));
  }

  @Test
  void order_makesOneRowAnew() throws Exception {
    String list = "/catalog?category=vases&sort=name";
    HttpResponse<String> cold = stranger.get(list);
    String id = card(cold, 3);
    Browser buyer = SHOP.browser();
    buyer.post("/cart", "action", "add", "product", id, "amount", "1");

    assertThat(buyer.order()).isEqualTo(200);

    HttpResponse<String> after = stranger.get(list);
    assertThat(made(after)).isEqualTo(1);
    assertThat(after.body()).isNotEqualTo(cold.body());
  }

  @Test
  void rows_areTheSameInAllLists() throws Exception {
    HttpResponse<String> list = stranger.get("/catalog?category=desk&sort=new");
    assertThat(made(list)).isEqualTo(ROWS);

    HttpResponse<String> reversed = stranger.get("/catalog?category=desk&sort=new&x");

    assertThat(status(reversed)).endsWith("; stored");
    assertThat(made(reversed)).isZero();
    assertThat(found(reversed)).isEqualTo(ROWS + SIDEBAR);
    assertThat(reversed.body()).isEqualTo(list.body());
  }

  @Test
  void parts_areNotCached_whereThePagesAreNot() throws Exception {
    for (int i = 0; i < 2; i++) {
      HttpResponse<String> page = stranger.get("/nocache/catalog?page=9");
      assertThat(timing(page)).doesNotContain("fragments");
      assertThat(queries(page)).isEqualTo(51 + SIDEBAR);
    }
  }

  private static String withPrice(
      HttpResponse<String> cold, HttpResponse<String> now, String price) {
    Matcher old = Pattern.compile("<b>(€[\\d.,]+)</b>").matcher(cold.body());
    Matcher changed = Pattern.compile("<b>(€[\\d.,]+)</b>").matcher(now.body());
    while (old.find() && changed.find()) {
      if (changed.group(1).equals("€" + price)) {
        return new StringBuilder(cold.body())
            .replace(old.start(1), old.end(1), "€" + price)
            .toString();
      }
    }
    return cold.body();
  }

  private static void reprice(String id, String price) throws Exception {
    Browser admin = SHOP.browser();
    admin.logIn("admin");
    assertThat(admin.post("/admin", "product", id, "price", price).statusCode()).isEqualTo(200);
  }

  private static String card(HttpResponse<String> page, int place) {
    return CARD.matcher(page.body()).results().skip(place).findFirst().orElseThrow().group(1);
  }

  private static int found(HttpResponse<String> page) {
    return number(page, "fragments;desc=\"(\\d+) found");
  }

  private static int made(HttpResponse<String> page) {
    return number(page, "fragments;desc=\"\\d+ found, (\\d+) made");
  }

  private static int queries(HttpResponse<String> page) {
    return number(page, "db;desc=\"(\\d+) quer");
  }

  private static int number(HttpResponse<String> page, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(timing(page));
    assertThat(matcher.find()).as("%s in %s", pattern, timing(page)).isTrue();
    return Integer.parseInt(matcher.group(1));
  }

  private static String timing(HttpResponse<String> page) {
    return page.headers().firstValue("Server-Timing").orElseThrow();
  }

  private static String status(HttpResponse<String> page) {
    return page.headers().firstValue("Cache-Status").orElse("");
  }
}
