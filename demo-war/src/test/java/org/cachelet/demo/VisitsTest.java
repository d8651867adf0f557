// SPDX-License-Identifier: Apache-2.0
package org.cachelet.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class VisitsTest {
  private static final TestShop SHOP = new TestShop("visits");

  private final Browser browser = SHOP.browser();

  @BeforeAll
  static void open() throws Exception {
    SHOP.start();
  }

  @AfterAll
  static void close() throws Exception {
    SHOP.stop();
  }

  @ParameterizedTest
  @CsvSource({"alice, Alice", "bob, Bob", "admin, Admin"})
  void login_greetsByName(String login, String name) throws Exception {
    browser.logIn(login);

    assertThat(browser.get("/").body()).contains("Log out " + name);
    assertThat(SHOP.browser().get("/").body()).contains("Log in").doesNotContain("Log out");
  }

  @Test
  void login_getsNewSessionId() throws Exception {
    browser.post("/cart", "action", "add", "product", "17", "amount", "1");
    String before = browser.sessionCookie();

    browser.post("/login", "login", "alice", "password", "alice");

    assertThat(browser.sessionCookie()).isNotEmpty().isNotEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource({"alice, bob", "nobody, nobody", "'', ''"})
  void login_isRefused_whenPasswordIsWrong(String login, String password) throws Exception {
    browser.get("/login");

    HttpResponse<String> response = browser.post("/login", "login", login, "password", password);

    assertThat(response.statusCode()).isEqualTo(422);
    assertThat(response.body()).contains("Name and password do not belong together");
  }

  @ParameterizedTest
  @ValueSource(strings = {"//evil.example", "https://evil.example/", "/\\evil.example"})
  void login_staysInShop_whenNextIsElsewhere(String next) throws Exception {
    browser.get("/login");

    HttpResponse<String> response =
        browser.post("/login", "login", "bob", "password", "bob", "next", next);

    assertThat(response.uri().getPath()).isEqualTo("/");
    assertThat(response.uri().getHost()).isEqualTo("127.0.0.1");
  }

  @Test
  void logout_endsSession() throws Exception {
    browser.logIn("alice");

    assertThat(browser.post("/logout").body()).contains("Log in").doesNotContain("Alice");
  }

  @Test
  void cart_addsChangesAndRemoves() throws Exception {
    String name = heading(browser.get("/product/17"));

    assertThat(browser.post("/cart", "action", "add", "product", "17", "amount", "2").body())
        .contains(name, "Cart<b>2</b>");
    assertThat(browser.post("/cart", "action", "add", "product", "17", "amount", "3").body())
        .contains("Cart<b>5</b>");
    assertThat(browser.post("/cart", "action", "change", "product", "17", "amount", "99").body())
        .contains("Cart<b>20</b>");
    assertThat(browser.get("/").body()).contains("Cart<b>20</b>");
    assertThat(browser.post("/cart", "action", "remove", "product", "17").body())
        .contains("There is nothing in it yet");
  }

  @ParameterizedTest
  @CsvSource({"add, 9999, 1", "add, x, 1", "add, 17, 0", "add, 17, -1", "burn, 17, 1"})
  void cart_refuses_whenFormMakesNoSense(String action, String product, String amount)
      throws Exception {
    browser.get("/login");

    assertThat(
            browser
                .post("/cart", "action", action, "product", product, "amount", amount)
                .statusCode())
        .isEqualTo(400);
  }

  @Test
  void form_isRefused_withoutToken() throws Exception {
    browser.logIn("admin");

    assertThat(browser.postPlainly("/logout").statusCode()).isEqualTo(403);
    assertThat(browser.postPlainly("/cart", "action", "remove", "product", "17").statusCode())
        .isEqualTo(403);
    assertThat(browser.postPlainly("/admin", "product", "17", "price", "1").statusCode())
        .isEqualTo(403);
    assertThat(SHOP.browser().postPlainly("/login", "login", "bob", "password", "bob").statusCode())
        .isEqualTo(403);
  }

  @Test
  void form_isRefused_withTheTokenOfAnotherVisitor() throws Exception {
    Browser stranger = SHOP.browser();
    stranger.get("/product/17");
    browser.logIn("alice");
    browser.get("/product/17");

    for (String foreign : List.of(stranger.token(), "", "x".repeat(24))) {
      assertThat(addition(browser, foreign)).as(foreign).isEqualTo(403);
    }
    assertThat(addition(stranger, browser.token())).isEqualTo(403);
    assertThat(addition(browser, browser.token())).isEqualTo(200);
    assertThat(addition(stranger, stranger.token())).isEqualTo(200);
  }

  @Test
  void form_isRefused_whenItWasShownBeforeTheLogin() throws Exception {
    browser.get("/product/17");
    String before = browser.token();

    browser.logIn("bob");

    assertThat(addition(browser, before)).isEqualTo(403);
  }

  @Test
  void formsOfAStranger_workInAnyOrder() throws Exception {
    browser.get("/product/17");
    String first = browser.token();
    browser.get("/product/18");

    assertThat(addition(browser, browser.token())).isEqualTo(200);
    assertThat(addition(browser, first)).isEqualTo(200);
  }

  private static int addition(Browser visitor, String token) throws Exception {
    return visitor
        .postPlainly("/cart", "action", "add", "product", "17", "amount", "1", "token", token)
        .statusCode();
  }

  @Test
  void checkout_takesGoodsOutOfStock() throws Exception {
    int before = stock(browser.get("/product/42"));
    browser.post("/cart", "action", "add", "product", "42", "amount", "3");
    browser.get("/checkout");

    HttpResponse<String> response = order("ada@example.org");

    assertThat(response.body()).contains("Thank you", "Your order has the number");
    assertThat(stock(browser.get("/product/42"))).isEqualTo(before - 3);
    assertThat(browser.get("/cart").body()).contains("There is nothing in it yet");
  }

  @Test
  void checkout_saysWhatIsWrong() throws Exception {
    browser.post("/cart", "action", "add", "product", "43", "amount", "1");
    browser.get("/checkout");

    HttpResponse<String> response = order("nowhere");

    assertThat(response.statusCode()).isEqualTo(422);
    assertThat(response.body())
        .contains("This does not look like an e-mail address", "value=\"Ada\"");
  }

  @Test
  void checkout_changesNothing_whenStockIsTooLow() throws Exception {
    int left = stock(browser.get("/product/44"));
    for (int taken = 0; taken + 20 <= left; taken += 20) {
      browser.post("/cart", "action", "add", "product", "44", "amount", "20");
      browser.get("/checkout");
      order("ada@example.org");
    }
    int rest = left % 20;
    browser.post("/cart", "action", "add", "product", "44", "amount", "20");
    browser.get("/checkout");

    HttpResponse<String> response = order("ada@example.org");

    assertThat(response.statusCode()).isEqualTo(422);
    assertThat(response.body()).contains("There are not enough of");
    assertThat(stock(browser.get("/product/44"))).isEqualTo(rest);
  }

  @Test
  void confirmation_isForItsBuyerOnly() throws Exception {
    assertThat(browser.get("/checkout?done").body()).doesNotContain("Your order has the number");
  }

  @Test
  void admin_changesPrice() throws Exception {
    browser.logIn("admin");
    browser.get("/admin?q=lamp");

    assertThat(browser.post("/admin", "q", "lamp", "product", "17", "price", "12,5").statusCode())
        .isEqualTo(200);
    assertThat(SHOP.browser().get("/product/17").body()).contains("€12.50");
  }

  @Test
  void admin_refuses_whenPriceIsWrong() throws Exception {
    browser.logIn("admin");
    String page = browser.get("/admin").body();
    String shown = page.replaceFirst("(?s).*?name=\"product\" value=\"(\\d+)\".*", "$1");

    for (String price : List.of("", "0", "1.234", "<script>")) {
      HttpResponse<String> response = browser.post("/admin", "product", shown, "price", price);

      assertThat(response.statusCode()).as(price).isEqualTo(422);
      assertThat(response.body()).as(price).contains("Not saved").doesNotContain("<script>");
    }
  }

  @Test
  void admin_isForAdministratorsOnly() throws Exception {
    assertThat(browser.get("/admin").uri().getPath()).isEqualTo("/login");

    browser.logIn("alice");

    assertThat(browser.get("/admin").statusCode()).isEqualTo(403);
    assertThat(browser.post("/admin", "product", "17", "price", "1").statusCode()).isEqualTo(403);
    assertThat(browser.get("/admin/sessions").statusCode()).isEqualTo(403);
    assertThat(browser.post("/admin/sessions", "action", "end").statusCode()).isEqualTo(403);
  }

  @Test
  void sessions_areNotListed_whenTheServerKeepsThem() throws Exception {
    browser.logIn("admin");

    assertThat(browser.get("/admin/sessions").body())
        .contains("Sessions are not in Redis", "CACHELET_REDIS_URL")
        .doesNotContain("Of the customer");
    assertThat(browser.post("/admin/sessions", "action", "end", "session", "x").statusCode())
        .isEqualTo(400);
  }

  @Test
  void account_logsOut_whenTheServerKeepsSessions() throws Exception {
    assertThat(browser.get("/account").uri().getPath()).isEqualTo("/login");
    browser.logIn("bob");
    assertThat(browser.get("/account").body())
        .contains("<h1>Bob</h1>", "You have logged in here a moment ago", ">Log out</button>");

    assertThat(browser.post("/account").body()).doesNotContain("Log out Bob");
  }

  @Test
  void login_goesOnToAdmin_whenAskedThere() throws Exception {
    browser.get("/admin");

    assertThat(
            browser
                .post("/login", "login", "admin", "password", "admin", "next", "/admin")
                .uri()
                .getPath())
        .isEqualTo("/admin");
  }

  @Test
  void ownPages_areNotStored() throws Exception {
    browser.logIn("admin");

    for (String path : List.of("/login", "/account", "/cart", "/admin", "/admin/sessions")) {
      assertThat(browser.get(path).headers().firstValue("Cache-Control"))
          .as(path)
          .contains("private, no-store");
    }
  }

  private HttpResponse<String> order(String email) throws Exception {
    return browser.post(
        "/checkout",
        "name",
        "Ada",
        "email",
        email,
        "street",
        "1 Quay",
        "postcode",
        "2311",
        "city",
        "Leiden");
  }

  private static String heading(HttpResponse<String> page) {
    return page.body().replaceFirst("(?s).*<h1>([^<]+)</h1>.*", "$1");
  }

  private static int stock(HttpResponse<String> page) {
    return page.body()
        .lines()
        .filter(line -> line.matches("\\s*<td>\\d+</td>"))
        .mapToInt(line -> Integer.parseInt(line.replaceAll("\\D", "")))
        .sum();
  }
}
