// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.cachelet.test.redis.RedisServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openqa.selenium.Keys;

/**
 * The demo on two nodes, as its visitors see it; skipped where there is no Chromium. Pictures of
 * all pages are in {@code target/screenshots}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(value = 300, unit = TimeUnit.SECONDS)
final class ShopInBrowserTest {
  private static final String LOGGED_IN = "header form[action='/logout']";
  private static final int MOST_TABS = 60;

  private ShopNodes nodes;
  private ShopBrowser visitor;
  private ShopBrowser administrator;

  @BeforeAll
  void open(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path folder) throws IOException {
    ShopBrowser.assumeInstalled();
    assumeTrue(RedisServer.isAvailable(), RedisServer.whyUnavailable());
    nodes = new ShopNodes(folder);
    visitor = new ShopBrowser(nodes.first(), Screen.DESKTOP);
    administrator = new ShopBrowser(nodes.first(), Screen.DESKTOP);
    administrator.logIn("admin");
  }

  @AfterAll
  void close() throws Exception {
    for (ShopBrowser browser : new ShopBrowser[] {visitor, administrator}) {
      if (browser != null) {
        browser.quit();
      }
    }
    if (nodes != null) {
      nodes.close();
    }
  }

  @BeforeEach
  void forget() {
    visitor.at(nodes.first()).forget();
    visitor.dropComplaints();
    administrator.at(nodes.first()).dropComplaints();
  }

  @ParameterizedTest
  @EnumSource(Screen.class)
  void visitor_browsesAndSearches(Screen screen) throws IOException {
    visitor.look(screen);
    visitor.visit("/");
    visitor.check("browse-home");
    visitor.click(".tiles a[href*='chairs']", ".sorting");
    visitor.check("browse-department");
    visitor.click(".departments a", ".sorting");
    visitor.click(".pages [rel='next']", ".pages [rel='prev']");
    assertThat(visitor.text(".pages b")).isEqualTo("2");
    visitor.check("browse-second-page");
    visitor.click(".card a", "article.product");
    visitor.check("browse-product");
    visitor.reload();
    assertThat(visitor.bar()).contains("Cache: hit", "0 queries");
    visitor.fill("#find", "reading lamp");
    visitor.press(Keys.ENTER, ".heading h1");
    assertThat(visitor.text("h1")).isEqualTo("Search: reading lamp");
    visitor.check("search-found");
    visitor.fill("#find", "nosuchthing");
    visitor.press(Keys.ENTER, ".heading h1");
    assertThat(visitor.text(".heading")).contains("Nothing has all of these words.");
    visitor.check("search-nothing");
    visitor.visit("/stores");
    visitor.check("browse-stores");
  }

  @ParameterizedTest
  @EnumSource(Screen.class)
  void visitor_logsInAndOrders(Screen screen) throws IOException {
    visitor.look(screen);
    visitor.visit("/cart");
    visitor.check("order-empty-cart");
    visitor.visit("/product/21");
    visitor.fill("#amount", "2");
    visitor.click("form.buy button", ".total");
    visitor.visit("/login");
    visitor.check("login-form");
    visitor.fill("#login", "bob");
    visitor.fill("#password", "wrong");
    visitor.click("main .button", "main .fault");
    visitor.check("login-refused", "422");
    visitor.logIn("bob");
    assertThat(visitor.header()).contains("Log out Bob").containsPattern("Cart\\s*2");
    visitor.at(nodes.second()).visit("/account");
    visitor.check("login-account");
    visitor.visit("/cart");
    visitor.check("order-cart");
    visitor.click(".total .button", ".fields");
    visitor.check("order-checkout");
    visitor.click(".fields .button", "[aria-invalid='true']");
    visitor.check("order-refused", "422");
    order();
    visitor.check("order-thanks");
    visitor.at(nodes.first()).visit("/cart");
    assertThat(visitor.text("main")).contains("There is nothing in it yet.");
    visitor.assertNoErrors();
  }

  private void order() {
    visitor.fill("#name", "Bob");
    visitor.fill("#email", "bob@example.org");
    visitor.fill("#street", "Long Lane 1");
    visitor.fill("#postcode", "1234");
    visitor.fill("#city", "Leiden");
    visitor.click(".fields .button", "main .button");
    assertThat(visitor.text("h1")).isEqualTo("Thank you");
  }

  @ParameterizedTest
  @EnumSource(Screen.class)
  void changedPrice_isSeenAtTheOtherNode(Screen screen) throws IOException {
    String price = screen == Screen.PHONE ? "123.45" : "234.56";
    visitor.look(screen);
    visitor.at(nodes.second()).visit("/product/23");
    visitor.reload();
    assertThat(visitor.cacheStatus()).startsWith("hit; ttl=");
    String name = visitor.text("h1");
    administrator.look(screen);
    administrator.visit("/admin");
    administrator.check("admin-prices");
    administrator.fill("#which", name);
    administrator.press(Keys.ENTER, "#price-23");
    administrator.fill("#price-23", "a lot");
    administrator.click("form:has(#price-23) button", "[role='alert']");
    administrator.check("admin-price-refused", "422");
    administrator.fill("#price-23", price);
    administrator.click("form:has(#price-23) button", "[role='status']");
    administrator.check("admin-price-saved");
    await()
        .atMost(Duration.ofSeconds(10)) // until the other node has heard of it: milliseconds
        .untilAsserted(
            () -> {
              visitor.reload();
              assertThat(visitor.text("p.price")).contains(price);
            });
    visitor.check("browse-changed-price");
    administrator.visit("/admin?q=nosuchthing");
    administrator.check("admin-nothing-found");
  }

  @Test
  void comparison_drawsItsChart() throws IOException {
    visitor.look(Screen.DESKTOP);
    visitor.visit("/compare");
    visitor.check("compare-before");
    visitor.the("#rounds option").click();
    visitor.the("#run button").click();
    visitor.awaitThat("#results:not([hidden]) #latencies .curve.on");
    assertThat(visitor.text("#state")).startsWith("Measured 100 answers without and 100 with");
    assertThat(visitor.find("#facts b")).hasSize(4).allMatch(b -> b.getText().matches(".*\\d.*"));
    assertThat(visitor.find("#table tbody tr")).hasSize(6);
    for (Screen screen : Screen.values()) {
      visitor.look(screen);
      assertThat(visitor.find("#latencies .curve"))
          .hasSize(2)
          .allMatch(curve -> curve.getSize().width > screen.width() / 3);
      visitor.check("compare-measured");
    }
  }

  @ParameterizedTest
  @EnumSource(Screen.class)
  void administrator_logsAUserOut_whoSeesItAtOnce(Screen screen) throws IOException {
    visitor.look(screen);
    visitor.logIn("alice");
    visitor.visit("/product/24");
    visitor.click("form.buy button", ".total");
    administrator.look(screen);
    for (String path : List.of("/admin/sessions", "/admin/sessions?user=Alice")) {
      administrator.at(nodes.second()).visit(path);
      administrator.check("admin" + path.substring(6));
    }
    administrator.click(".what a", "table");
    assertThat(administrator.text("table")).contains("cart 1 piece", "Alice, CUSTOMER");
    administrator.check("admin-session");
    administrator.visit("/admin/sessions?user=Alice");
    administrator.click(".apart button", "[role='status']");
    assertThat(administrator.text("main"))
        .containsPattern("\\d+ sessions? ha(s|ve) ended\\.")
        .contains("Alice is not logged in.");
    administrator.check("admin-session-ended");
    visitor.visit("/account");
    assertThat(visitor.text("h1")).isEqualTo("Log in");
    visitor.assertNoErrors();
  }

  @ParameterizedTest
  @EnumSource(Screen.class)
  void shop_speaksTheChosenLanguage(Screen screen) throws IOException {
    visitor.look(screen);
    visitor.visit("/catalog");
    assertThat(visitor.text(".side")).contains("Good to know");
    visitor.click(".languages [lang='de']", ".side [lang='de']");
    assertThat(visitor.text(".side")).contains("Gut zu wissen");
    visitor.check("language-catalog");
    visitor.at(nodes.second()).visit("/help");
    assertThat(visitor.text("h1")).isEqualTo("Hilfe");
    visitor.check("language-help");
    visitor.click(".languages [lang='en']", ".side [lang='en']");
    assertThat(visitor.text("h1")).isEqualTo("Help");
    visitor.check("browse-help");
  }

  @ParameterizedTest
  @EnumSource(Screen.class)
  void address_ofNothing_isAnErrorPage(Screen screen) throws IOException {
    visitor.look(screen);
    visitor.visit("/product/999999");
    assertThat(visitor.text(".narrow")).contains("404", "There is nothing at this address.");
    visitor.check("error-404", "404");
    visitor.logIn("alice");
    visitor.visit("/admin");
    assertThat(visitor.text("h1")).isEqualTo("403");
    visitor.check("error-403", "403");
  }

  @ParameterizedTest
  @EnumSource(Screen.class)
  void keyboard_isEnough(Screen screen) throws IOException {
    visitor.look(screen);
    visitor.visit("/product/25");
    visitor.press(Keys.TAB);
    assertThat(visitor.focused("className")).isEqualTo("skip");
    visitor.keep("keyboard-skip");
    visitor.press(Keys.ENTER);
    for (int tabs = 0; !visitor.focused("className").equals("button"); tabs++) {
      assertThat(tabs).as("steps to the button").isLessThan(MOST_TABS);
      visitor.press(Keys.TAB);
      visitor.assertFocusIsSeen();
    }
    visitor.press(Keys.ENTER, ".total");
    assertThat(visitor.source()).contains("/product/25");
    visitor.assertNoErrors();
  }

  @Test
  @Order(Integer.MAX_VALUE)
  void visitor_isAskedToWait_whileRedisIsDown() throws IOException {
    visitor.logIn("alice");
    assertThat(nodes.log()).doesNotContain("SEVERE", "Exception");
    nodes.stopRedis();
    try {
      for (Screen screen : Screen.values()) {
        visitor.look(screen);
        visitor.open("/catalog?page=7");
        assertThat(visitor.text("h1")).isEqualTo("Back in a moment");
        visitor.check("error-503", "503");
      }
    } finally {
      nodes.restartRedis();
    }
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> {
              visitor.open("/catalog?page=7");
              assertThat(visitor.find(LOGGED_IN)).hasSize(1);
            });
    assertThat(visitor.header()).contains("Log out Alice");
  }
}
