// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Two visitors of the demo's WAR, each in a browser of their own, who share its pages: one has two
 * things in the cart, the other three. Skipped where there is no Chromium.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 300, unit = TimeUnit.SECONDS)
abstract class SharedPagesContract {
  private static final String TOKEN = "form.buy input[name='token']";

  private final Distribution distribution;
  private Container container;
  private ShopBrowser alice;
  private ShopBrowser bob;

  SharedPagesContract(Distribution distribution) {
    this.distribution = distribution;
  }

  @BeforeAll
  void open(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path base) throws IOException {
    ShopBrowser.assumeInstalled();
    Path webapps = Files.createDirectory(base.resolve("webapps"));
    Files.copy(Path.of("target/demo.war"), webapps.resolve("ROOT.war"));
    container = new Container(distribution, base);
    container.awaitReady("/");
    alice = new ShopBrowser(container, Screen.DESKTOP);
    bob = new ShopBrowser(container, Screen.PHONE);
    alice.logIn("alice");
    bob.logIn("bob");
    add(alice, "/product/11", "2");
    add(bob, "/product/12", "3");
  }

  @AfterAll
  void close() throws Exception {
    for (ShopBrowser browser : new ShopBrowser[] {alice, bob}) {
      if (browser != null) {
        browser.quit();
      }
    }
    if (container != null) {
      container.stop();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/catalog", "/product/17", "/search?q=oak", "/help", "/stores"})
  void both_shareOnePage_andSeeTheirOwnHeader(String path) throws IOException {
    alice.visit(path);

    for (ShopBrowser each : new ShopBrowser[] {alice, bob}) {
      each.visit(path);
      assertThat(each.cacheStatus()).as(path).startsWith("hit; ttl=");
      assertThat(each.bar()).as(path).contains("Cache: hit", "0 queries");
      each.assertSound();
      each.assertNoErrors();
    }
    assertThat(alice.header()).contains("Log out Alice", "Cart2");
    assertThat(bob.header()).contains("Log out Bob", "Cart3");
    assertThat(alice.source()).doesNotContain("Bob");
    assertThat(bob.source()).doesNotContain("Alice");
    alice.keep("shared-" + distribution + "-alice" + path);
    bob.keep("shared-" + distribution + "-bob" + path);
  }

  @Test
  void each_isGreetedByName_inOnePage() {
    alice.visit("/help");
    alice.visit("/help");
    bob.visit("/help");

    assertThat(alice.the(".lead").getText()).isEqualTo("Hello, Alice. What can we do for you?");
    assertThat(bob.the(".lead").getText()).isEqualTo("Hello, Bob. What can we do for you?");
    assertThat(bob.cacheStatus()).startsWith("hit; ttl=");
  }

  @Test
  void theForm_ofOnePage_worksForBoth() {
    alice.visit("/product/19");
    alice.visit("/product/19");
    bob.visit("/product/19");
    assertThat(alice.cacheStatus()).startsWith("hit; ttl=");
    assertThat(bob.cacheStatus()).startsWith("hit; ttl=");
    String hers = token(alice);
    String his = token(bob);
    assertThat(hers).isNotEqualTo(his).matches("[\\w-]{24}");
    assertThat(his).matches("[\\w-]{24}");
    assertThat(alice.source()).contains(hers).doesNotContain(his);
    assertThat(bob.source()).contains(his).doesNotContain(hers);

    for (ShopBrowser each : new ShopBrowser[] {alice, bob}) {
      int before = inCart(each);
      each.click("form.buy button", ".total");
      assertThat(inCart(each)).isEqualTo(before + 1);
      each.click("form:has([value='remove']):has([value='19']) button", ".total");
      assertThat(inCart(each)).isEqualTo(before);
      each.assertNoErrors();
    }
  }

  @Test
  void theToken_ofTheOther_isRefused() {
    alice.visit("/product/20");
    bob.visit("/product/20");
    String his = token(bob);

    alice.run("arguments[0].value = arguments[1]", alice.the(TOKEN), his);
    alice.click("form.buy button", ".narrow h1");

    assertThat(alice.the(".narrow h1").getText()).isEqualTo("403");
    alice.visit("/cart");
    assertThat(alice.source()).doesNotContain("/product/20");
    alice.assertOnlyComplaint("403");
  }

  private static String token(ShopBrowser visitor) {
    return String.valueOf(visitor.the(TOKEN).getDomProperty("value"));
  }

  private static int inCart(ShopBrowser visitor) {
    return Integer.parseInt(visitor.the("a.cart b").getText());
  }

  private static void add(ShopBrowser visitor, String path, String amount) {
    visitor.visit(path);
    visitor.the("#amount").clear();
    visitor.the("#amount").sendKeys(amount);
    visitor.click("form.buy button", ".total");
  }
}
