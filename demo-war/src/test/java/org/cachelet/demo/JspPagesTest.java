// SPDX-License-Identifier: Apache-2.0
package org.cachelet.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages of the shop that are JSPs. */
final class JspPagesTest {
  private static final TestShop SHOP = new TestShop("jsp");
  private static final int STORES = 4;

  @BeforeAll
  static void open() throws Exception {
    SHOP.start();
  }

  @AfterAll
  static void close() throws Exception {
    SHOP.stop();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/help?a", "/stores?a"})
  void page_isShared_andEachSeesTheirOwnHeader(String path) throws Exception {
    Browser alice = SHOP.browser();
    alice.logIn("alice");
    alice.post("/cart", "action", "add", "product", "17", "amount", "2");
    assertThat(status(alice.get(path))).endsWith("-miss; stored");

    HttpResponse<String> hers = alice.get(path);
    HttpResponse<String> theirs = SHOP.browser().get(path);

    assertThat(status(hers)).contains("; hit;");
    assertThat(status(theirs)).contains("; hit;");
    assertThat(hers.body()).contains("Log out Alice", "Cart<b>2</b>");
    assertThat(theirs.body()).contains(">Log in<").doesNotContain("Alice", "Cart<b>");
    assertThat(theirs.body()).contains("Vases &amp; candles", "sells nothing", "Good to know");
    assertThat(theirs.headers().allValues("Set-Cookie")).isEmpty();
  }

  @Test
  void help_speaksTheVisitorsLanguage_andGreetsByName() throws Exception {
    Browser guest = SHOP.browser();
    Browser alice = SHOP.browser().speaking("de");
    alice.logIn("alice");
    guest.get("/help");
    alice.get("/help");

    assertThat(guest.get("/help").body()).contains("<h1>Help</h1>", "Hello.&#32;What can we do");
    HttpResponse<String> hers = alice.get("/help");
    assertThat(status(hers)).contains("; hit;");
    assertThat(hers.body())
        .contains("<h1>Hilfe</h1>", "Hallo, Alice.&#32;Was können", "Gut zu wissen");
  }

  @Test
  void stores_areCountedAnew_afterAnOrder() throws Exception {
    Browser buyer = SHOP.browser();
    String before = stores(buyer.get("/stores"));
    buyer.post("/cart", "action", "add", "product", "5", "amount", "3");

    assertThat(buyer.order()).isEqualTo(200);

    HttpResponse<String> after = buyer.get("/stores");
    assertThat(status(after)).endsWith("; stored");
    assertThat(stores(after)).isNotEqualTo(before);
  }

  @Test
  void newPrice_isInTheStores_atTheNextVisit() throws Exception {
    Browser admin = SHOP.browser();
    admin.logIn("admin");
    String page = stores(admin.get("/stores"));
    String id = page.replaceFirst("(?s).*?/product/(\\d+)\".*", "$1");

    admin.post("/admin", "product", id, "price", "43.21");

    assertThat(stores(SHOP.browser().get("/stores"))).contains("€43.21");
  }

  @Test
  void stores_areCountedAnew_whenTheStaffAsks() throws Exception {
    Browser admin = SHOP.browser();
    admin.logIn("admin");
    admin.get("/stores");
    assertThat(status(admin.get("/stores"))).contains("; hit;");

    assertThat(admin.post("/stores").body()).contains("counted anew");

    HttpResponse<String> after = admin.get("/stores");
    assertThat(status(after)).endsWith("; stored");
    assertThat(timing(after)).containsPattern("desc=\"\\d+ found, " + STORES + " made");
  }

  @Test
  void stores_areNotCountedAnew_forOthers() throws Exception {
    Browser alice = SHOP.browser();
    alice.logIn("alice");

    assertThat(alice.post("/stores").statusCode()).isEqualTo(403);
    assertThat(SHOP.browser().post("/stores").statusCode()).isEqualTo(403);
  }

  private static String stores(HttpResponse<String> page) {
    return page.body()
        .replaceFirst("(?s).*(<ul class=\"stores\">.*)<aside class=\"side\">.*", "$1");
  }

  private static String timing(HttpResponse<String> page) {
    return page.headers().firstValue("Server-Timing").orElseThrow();
  }

  private static String status(HttpResponse<String> page) {
    return page.headers().firstValue("Cache-Status").orElse("");
  }
}
