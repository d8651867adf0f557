// SPDX-License-Identifier: Apache-2.0
package org.cachelet.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages that all visitors share, with holes for what belongs to each. */
final class SharedPagesTest {
  private static final TestShop SHOP = new TestShop("shared");

  private final Browser stranger = SHOP.browser();

  @BeforeAll
  static void open() throws Exception {
    SHOP.start();
  }

  @AfterAll
  static void close() throws Exception {
    SHOP.stop();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/?a", "/catalog?page=7", "/product/60", "/search?q=linen"})
  void page_isShared_andEachSeesTheirOwnHeader(String path) throws Exception {
    Browser alice = visitor("alice", 2);
    Browser bob = visitor("bob", 3);

    assertThat(status(alice.get(path))).endsWith("-miss; stored");
    stranger.get(path); // Thymeleaf asks if there is a session, so those without have another one
    for (int i = 0; i < 2; i++) {
      HttpResponse<String> hers = alice.get(path);
      HttpResponse<String> his = bob.get(path);
      HttpResponse<String> theirs = stranger.get(path);
      assertThat(hers.body()).contains("Log out Alice", "Cart<b>2</b>").doesNotContain("Bob");
      assertThat(his.body()).contains("Log out Bob", "Cart<b>3</b>").doesNotContain("Alice");
      assertThat(theirs.body())
          .contains(">Log in<", ">Cart</a>")
          .doesNotContain("Alice", "Bob", "Log out");
      assertThat(status(hers)).contains("; hit;");
      assertThat(status(his)).contains("; hit;");
      assertThat(status(theirs)).contains("; hit;");
    }
  }

  @Test
  void form_hasTheTokenOfItsVisitor_onAHit() throws Exception {
    String path = "/product/61";
    Browser alice = visitor("alice", 1);
    Browser bob = visitor("bob", 1);
    alice.get(path);
    stranger.get(path);
    for (Browser each : new Browser[] {alice, bob, stranger, SHOP.browser()}) {
      assertThat(status(each.get(path))).contains("; hit;");
      String shown = each.token();
      each.get(path);
      assertThat(shown).matches("[\\w-]{24}").isEqualTo(each.token());
      assertThat(each.post("/cart", "action", "add", "product", "61", "amount", "1").statusCode())
          .isEqualTo(200);
    }
    assertThat(alice.token()).isNotEqualTo(bob.token());
    assertThat(stranger.token()).isNotIn(alice.token(), bob.token());
  }

  @Test
  void answerWithHoles_isForItsVisitorOnly() throws Exception {
    stranger.get("/product/62");

    HttpResponse<String> hit = stranger.get("/product/62");

    assertThat(status(hit)).contains("; hit;");
    assertThat(hit.headers().allValues("Cache-Control")).containsExactly("private, no-cache");
    assertThat(hit.headers().firstValue("ETag")).isEmpty();
  }

  @Test
  void header_changesAtOnce_withCartAndLogout() throws Exception {
    Browser alice = visitor("alice", 4);
    alice.get("/product/63");
    assertThat(alice.get("/product/63").body()).contains("Cart<b>4</b>", "Log out Alice");

    alice.post("/cart", "action", "change", "product", "17", "amount", "9");
    assertThat(alice.get("/product/63").body()).contains("Cart<b>9</b>");

    alice.post("/logout");
    assertThat(alice.get("/product/63").body())
        .contains(">Log in<")
        .doesNotContain("Alice", "Cart<b>");
  }

  private static Browser visitor(String login, int amount) throws Exception {
    Browser browser = SHOP.browser();
    browser.logIn(login);
    String number = Integer.toString(amount);
    browser.post("/cart", "action", "add", "product", "17", "amount", number);
    return browser;
  }

  private static String status(HttpResponse<String> page) {
    return page.headers().firstValue("Cache-Status").orElse("");
  }
}
