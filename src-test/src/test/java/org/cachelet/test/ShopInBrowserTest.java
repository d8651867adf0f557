// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.cachelet.test.redis.RedisServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.WebElement;

/**
 * The demo's WAR in Tomcat with Redis, as its visitors see it; skipped where there is no Chromium.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 300, unit = TimeUnit.SECONDS)
final class ShopInBrowserTest {
  private static final List<String> PATHS =
      List.of("/", "/catalog", "/product/17", "/search?q=oak", "/help", "/stores", "/login");

  private final List<ShopBrowser> browsers = new ArrayList<>();
  private final RedisServer redis = RedisServer.start();
  private Container container;

  @BeforeAll
  void open(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path base) throws IOException {
    ShopBrowser.assumeInstalled();
    Path webapps = Files.createDirectory(base.resolve("webapps"));
    Files.copy(Path.of("target/demo.war"), webapps.resolve("ROOT.war"));
    container =
        new Container(
            Distribution.TOMCAT_11, base, Map.of("CACHELET_SESSION_REDIS_URL", redis.url()));
    container.awaitReady("/");
  }

  @AfterAll
  void close() throws Exception {
    if (container != null) {
      container.stop();
    }
    redis.close();
  }

  @AfterEach
  void leave() {
    browsers.forEach(ShopBrowser::quit);
    browsers.clear();
  }

  @ParameterizedTest
  @CsvSource({"desktop, 1280", "phone, 390"})
  void page_fits_andSaysWhatItCost(String name, int width) throws IOException {
    ShopBrowser browser = browser(width);
    for (String path : PATHS) {
      browser.visit(path);
      assertThat(browser.bar()).as(path).containsPattern("Answered in .*ms").contains("Cache:");
      browser.assertFits();
      browser.keep(name + path);
    }
    browser.assertNoErrors();
  }

  @Test
  void product_isAHit_whenItIsReloaded() {
    ShopBrowser browser = browser(ShopBrowser.DESKTOP);
    browser.visit("/");
    browser.click("a[href^='/product/']", "#bar b");
    browser.reload();
    assertThat(browser.bar()).contains("Cache: hit", "0 queries");
    browser.assertNoErrors();
  }

  @Test
  void cart_isOnlyForItsOwner() {
    ShopBrowser owner = browser(ShopBrowser.DESKTOP);
    owner.logIn("bob");
    owner.visit("/product/21");
    owner.click("form.buy button", ".total");
    owner.visit("/product/21");
    assertThat(owner.header()).contains("Log out");
    ShopBrowser stranger = browser(ShopBrowser.DESKTOP);
    stranger.visit("/product/21");
    assertThat(stranger.header()).contains("Log in").doesNotContain("Log out");
    assertThat(stranger.find("a.cart b")).isEmpty();
    owner.assertNoErrors();
    stranger.assertNoErrors();
  }

  @Test
  void changedPrice_isSeenByTheNextVisitor() {
    ShopBrowser visitor = browser(ShopBrowser.DESKTOP);
    visitor.visit("/product/23");
    visitor.visit("/product/23");
    String name = visitor.the("h1").getText();
    ShopBrowser administrator = browser(ShopBrowser.DESKTOP);
    administrator.logIn("admin");
    administrator.visit("/admin?q=" + name.replace(' ', '+'));
    WebElement price = administrator.the("#price-23");
    price.clear();
    price.sendKeys("123.45");
    administrator.click("form:has(#price-23) button", "[role='status']");
    visitor.visit("/product/23");
    assertThat(visitor.the("p.price").getText()).contains("123.45");
    administrator.assertNoErrors();
    visitor.assertNoErrors();
  }

  @Test
  void sidebar_speaksTheChosenLanguage() throws IOException {
    ShopBrowser visitor = browser(ShopBrowser.DESKTOP);
    visitor.visit("/catalog");
    visitor.click(".languages [lang='de']", ".side [lang='de']");
    assertThat(visitor.the(".side").getText()).contains("Gut zu wissen");
    visitor.visit("/help");
    assertThat(visitor.the("h1").getText()).isEqualTo("Hilfe");
    visitor.keep("desktop-help-de");
    visitor.assertNoErrors();
  }

  @Test
  void administrator_logsAUserOut_whoSeesItAtOnce() throws IOException {
    ShopBrowser visitor = browser(ShopBrowser.PHONE);
    visitor.logIn("alice");
    visitor.visit("/product/21");
    visitor.click("form.buy button", ".total");
    visitor.visit("/account");
    visitor.assertFits();
    visitor.keep("phone-account");
    for (int width : new int[] {ShopBrowser.PHONE, ShopBrowser.DESKTOP}) {
      ShopBrowser administrator = browser(width);
      administrator.logIn("admin");
      for (String path : List.of("/admin", "/admin/sessions", "/admin/sessions?user=Alice")) {
        administrator.visit(path);
        administrator.assertFits();
        administrator.keep("admin-" + width + path);
      }
      administrator.click(".what a", "table");
      administrator.assertFits();
      administrator.keep("admin-" + width + "-session");
      assertThat(administrator.the("table").getText()).contains("cart 1 piece", "Alice, CUSTOMER");
      administrator.assertNoErrors();
    }
    ShopBrowser administrator = browsers.get(browsers.size() - 1);
    administrator.visit("/admin/sessions?user=Alice");
    administrator.click(".apart button", "[role='status']");
    assertThat(administrator.the("main").getText())
        .contains("1 session has ended.", "Alice is not logged in.");
    administrator.keep("admin-desktop-ended");
    visitor.reload();
    assertThat(visitor.the("h1").getText()).isEqualTo("Log in");
    visitor.assertNoErrors();
  }

  private ShopBrowser browser(int width) {
    ShopBrowser browser = new ShopBrowser(container, width);
    browsers.add(browser);
    return browser;
  }
}
