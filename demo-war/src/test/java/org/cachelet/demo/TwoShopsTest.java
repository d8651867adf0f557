// SPDX-License-Identifier: Apache-2.0
package org.cachelet.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cachelet.test.redis.RedisServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two servers of the shop on one Redis: each request may go to either. */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
final class TwoShopsTest {
  private static final Pattern SESSION = Pattern.compile("/admin/sessions\\?session=([^\"]+)\">");
  private static final RedisServer REDIS = RedisServer.start();
  private static final TestShop FIRST = shop();
  private static final TestShop SECOND = shop();

  private final Browser browser = FIRST.browser();
  private final Browser administrator = SECOND.browser();

  private static TestShop shop() {
    return new TestShop(
        "two",
        Map.of(
            "cachelet.redis.url",
            REDIS.url(),
            "cachelet.session.redis-timeout",
            "10s")); // a busy machine is no slow Redis
  }

  @BeforeAll
  static void open() throws Exception {
    FIRST.start();
    SECOND.start();
  }

  @AfterAll
  static void close() throws Exception {
    FIRST.stop();
    SECOND.stop();
    REDIS.close();
  }

  @BeforeEach
  void endAll() {
    REDIS.command("FLUSHALL");
  }

  @Test
  void visit_goesOnAtTheOther_withLoginCartTokenAndLanguage() throws Exception {
    browser.logIn("alice");
    browser.get("/language?to=de");

    browser.at(SECOND);
    assertThat(add(browser, 17, 2).body()).contains("Log out Alice", "Cart<b>2</b>");
    browser.at(FIRST);
    assertThat(add(browser, 17, 3).body()).contains("Log out Alice", "Cart<b>5</b>");
    assertThat(browser.at(SECOND).get("/help").body()).contains("Hallo, Alice.", "Cart<b>5</b>");
  }

  @Test
  void cartOfAStranger_isThereAfterALoginAtTheOther() throws Exception {
    add(browser, 18, 4);
    String before = browser.sessionCookie();

    browser.at(SECOND).logIn("bob");

    assertThat(browser.at(FIRST).get("/").body()).contains("Log out Bob", "Cart<b>4</b>");
    assertThat(browser.sessionCookie()).isNotEmpty().isNotEqualTo(before);
  }

  @Test
  void logout_isForBoth() throws Exception {
    browser.logIn("alice");
    assertThat(browser.at(SECOND).get("/").body()).contains("Log out Alice");

    browser.at(FIRST).post("/logout");

    assertThat(browser.at(SECOND).get("/").body()).contains(">Log in<").doesNotContain("Alice");
  }

  @Test
  void order_atOne_emptiesTheCartAtTheOther() throws Exception {
    add(browser, 42, 1);

    assertThat(browser.at(SECOND).order()).isEqualTo(200);

    assertThat(browser.at(FIRST).get("/cart").body()).contains("There is nothing in it yet");
    assertThat(browser.get("/checkout?done").body()).contains("Your order has the number");
  }

  @Test
  void account_logsOutEverywhere() throws Exception {
    browser.logIn("alice");
    Browser phone = SECOND.browser();
    phone.logIn("alice");
    Browser bob = SECOND.browser();
    bob.logIn("bob");
    assertThat(browser.get("/account").body().split("<small>Began", -1)).hasSize(3);

    browser.post("/account");

    for (TestShop shop : new TestShop[] {FIRST, SECOND}) {
      assertThat(browser.at(shop).get("/").body()).doesNotContain("Alice");
      assertThat(phone.at(shop).get("/").body()).doesNotContain("Alice");
      assertThat(bob.at(shop).get("/").body()).contains("Log out Bob");
    }
  }

  @Test
  void administrator_seesSessionsOfBoth_andNoId() throws Exception {
    browser.logIn("alice");
    add(browser, 17, 2);
    Browser guest = SECOND.browser();
    add(guest, 18, 1);
    administrator.logIn("admin");

    String list = administrator.at(FIRST).get("/admin/sessions").body();

    assertThat(list)
        .contains("3 sessions.", ">Alice</a>", ">A guest</a>", ">Admin</a>")
        .contains("Cart: 2 pieces", "Cart: 1 piece<", "this is you", "Used a moment ago");
    String one = administrator.get("/admin/sessions?session=" + name(ofUser("Alice"))).body();
    assertThat(one)
        .contains("<code>cart</code></td><td>2 pieces<", "Alice, CUSTOMER")
        .contains("<code>token</code></td><td>not shown<");
    for (Browser each : new Browser[] {browser, guest}) {
      String id = each.sessionCookie().replaceFirst("[^=]*=", "");
      assertThat(id).hasSize(38);
      assertThat(list + one).doesNotContain(id).doesNotContain(id.substring(16));
    }
    add(browser, 17, 1);
    assertThat(list + one).doesNotContain(browser.token());
  }

  @Test
  void administrator_endsOneSession() throws Exception {
    browser.logIn("alice");
    Browser phone = SECOND.browser();
    phone.logIn("alice");
    administrator.logIn("admin");
    String name = name(ofUser("Alice"));

    HttpResponse<String> done =
        administrator.post("/admin/sessions", "action", "end", "session", name, "user", "Alice");

    assertThat(done.body()).contains("1 session has ended.", "1 session of Alice.");
    assertThat(isLoggedIn(browser, "Alice") ^ isLoggedIn(phone, "Alice")).isTrue();
    assertThat(administrator.get("/admin/sessions?session=" + name).statusCode()).isEqualTo(404);
  }

  @Test
  void administrator_logsAUserOutEverywhere() throws Exception {
    browser.logIn("alice");
    Browser phone = SECOND.browser();
    phone.logIn("alice");
    administrator.logIn("admin");
    assertThat(ofUser("Alice")).contains("2 sessions of Alice.");

    HttpResponse<String> done =
        administrator.post("/admin/sessions", "action", "end-all", "user", "Alice");

    assertThat(done.body()).contains("2 sessions have ended.", "Alice is not logged in.");
    assertThat(isLoggedIn(browser, "Alice")).isFalse();
    assertThat(isLoggedIn(phone, "Alice")).isFalse();
    assertThat(isLoggedIn(administrator, "Admin")).isTrue();
  }

  @Test
  void administrator_emptiesACart_withoutTheVisitor() throws Exception {
    browser.logIn("alice");
    add(browser, 17, 2);
    administrator.logIn("admin");
    String name = name(ofUser("Alice"));

    HttpResponse<String> done =
        administrator.post("/admin/sessions", "action", "empty-cart", "session", name);

    assertThat(done.body()).contains("<h1>Alice</h1>").doesNotContain("2 pieces");
    assertThat(browser.get("/cart").body()).contains("Log out Alice", "There is nothing in it");
  }

  @Test
  void sessions_areForAdministratorsOnly() throws Exception {
    browser.logIn("alice");
    for (String path : new String[] {"/admin/sessions", "/admin/sessions?session=x"}) {
      assertThat(browser.get(path).statusCode()).isEqualTo(403);
    }
    assertThat(browser.post("/admin/sessions", "action", "end-all", "user", "Alice").statusCode())
        .isEqualTo(403);
    administrator.logIn("admin");
    assertThat(
            administrator
                .postPlainly("/admin/sessions", "action", "end-all", "user", "Alice")
                .statusCode())
        .isEqualTo(403);
    assertThat(isLoggedIn(browser, "Alice")).isTrue();
  }

  @Test
  void visitor_isAskedToWait_whileRedisIsDown() throws Exception {
    browser.logIn("alice");
    String cookie = browser.sessionCookie();
    Browser stranger = SECOND.browser();

    REDIS.stop();
    try {
      HttpResponse<String> refused = browser.get("/catalog?page=9");
      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(refused.headers().firstValue("Retry-After")).contains("1");
      assertThat(refused.body()).contains("<h1>Back in a moment</h1>");
      assertThat(browser.sessionCookie()).isEqualTo(cookie);
      assertThat(stranger.get("/catalog?page=9").body()).contains(">Log in<");
    } finally {
      REDIS.restart();
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> status(FIRST) == 200 && status(SECOND) == 200);
    }
  }

  private int status(TestShop shop) throws Exception {
    return browser.at(shop).get("/cart").statusCode();
  }

  @Test
  void oddQuestion_isAnswered() throws Exception {
    administrator.logIn("admin");

    for (String query : List.of("session=nobody", "session=", "page=99")) {
      assertThat(administrator.get("/admin/sessions?" + query).statusCode()).isEqualTo(404);
    }
    assertThat(ofUser("%3Cb%3E*")).contains("&lt;b&gt;* is not logged in").doesNotContain("<b>*");
  }

  private String ofUser(String user) throws Exception {
    return administrator.get("/admin/sessions?user=" + user).body();
  }

  private static String name(String list) {
    Matcher matcher = SESSION.matcher(list);
    assertThat(matcher.find()).isTrue();
    return matcher.group(1);
  }

  private static HttpResponse<String> add(Browser visitor, int product, int amount)
      throws Exception {
    return visitor.post(
        "/cart",
        "action",
        "add",
        "product",
        Integer.toString(product),
        "amount",
        Integer.toString(amount));
  }

  private static boolean isLoggedIn(Browser visitor, String name) throws Exception {
    return visitor.get("/").body().contains("Log out " + name);
  }
}
