// SPDX-License-Identifier: Apache-2.0
package org.cachelet.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A part that is a hole of shared pages, and is cached by itself for each language and role. */
final class SidebarTest {
  private static final String LIST = "/catalog?page=2";
  private static final String FOUND = "fragments;desc=\"1 found, 0 made\"";
  private static final String MADE = "fragments;desc=\"0 found, 1 made\"";

  private final TestShop shop = new TestShop("sidebar");

  @BeforeEach
  void open() throws Exception {
    shop.start();
  }

  @AfterEach
  void close() throws Exception {
    shop.stop();
  }

  @Test
  void sidebar_isMadeOnceForEachLanguageAndRole() throws Exception {
    Browser alice = visitor("alice", "en");
    Browser admin = visitor("admin", "en");
    visitor("alice", "en").get(LIST + "&a"); // makes the rows, and what customers see in English
    shop.browser().get(LIST + "&b"); // makes what guests see in English
    shop.browser().get(LIST);
    alice.get(LIST);

    assertPart(alice.get(LIST), FOUND, "As a customer");
    assertPart(visitor("bob", "en").get(LIST), FOUND, "As a customer");
    assertPart(admin.get(LIST), MADE, "For the staff");
    assertPart(admin.get(LIST), FOUND, "For the staff");
    assertPart(shop.browser().get(LIST), FOUND, "with an account");
    assertPart(shop.browser().speaking("de-AT").get(LIST), MADE, "mit Konto");
    assertPart(shop.browser().speaking("fr,de;q=0.5").get(LIST), FOUND, "mit Konto");
    assertPart(shop.browser().speaking("fr").get(LIST), FOUND, "with an account");
    assertPart(visitor("bob", "de").get(LIST), MADE, "Als Kunde");
    assertPart(visitor("alice", "de").get(LIST), FOUND, "Als Kunde");
    assertPart(visitor("admin", "de").get(LIST), MADE, "Für Mitarbeiter");
  }

  @Test
  void language_isTheChosenOne_onAnyPage() throws Exception {
    Browser browser = shop.browser().speaking("en");
    browser.get(LIST);

    HttpResponse<String> back =
        browser.send(
            browser.to("/language?to=de").header("Referer", browser.address(LIST)).build());

    assertThat(back.uri().toString()).isEqualTo(browser.address(LIST));
    assertThat(back.body()).contains("Gut zu wissen");
    assertThat(browser.get("/catalog").body()).contains("Gut zu wissen");
  }

  @Test
  void language_leadsNowhereElse() throws Exception {
    Browser browser = shop.browser();
    for (String referer : new String[] {"http://evil.example/x", "none", "http://127.0.0.1:1/"}) {
      HttpResponse<String> back =
          browser.send(browser.to("/language?to=de").header("Referer", referer).build());
      assertThat(back.uri().toString()).isEqualTo(browser.address("/"));
    }
    assertThat(browser.get("/language?to=xx").statusCode()).isEqualTo(404);
  }

  @Test
  void figuresOfTheStaff_areMadeAnew_afterAnOrder() throws Exception {
    Browser admin = visitor("admin", "en");
    assertThat(admin.get(LIST).body()).contains("Orders so far: 0");
    Browser buyer = shop.browser();
    buyer.post("/cart", "action", "add", "product", "1", "amount", "1");

    buyer.order();

    assertThat(admin.get(LIST).body()).contains("Orders so far: 1");
  }

  @Test
  void part_hasNoAddress() throws Exception {
    for (String part : new String[] {"/part/sidebar", "/part/mine", "/part/x", "/part"}) {
      assertThat(shop.browser().get(part).statusCode()).as(part).isEqualTo(404);
    }
  }

  private Browser visitor(String login, String language) throws Exception {
    Browser browser = shop.browser().speaking(language);
    browser.logIn(login);
    return browser;
  }

  private static void assertPart(HttpResponse<String> page, String timing, String text) {
    assertThat(page.headers().firstValue("Cache-Status").orElse("")).contains("; hit;");
    assertThat(page.headers().firstValue("Server-Timing").orElse("")).contains(timing);
    String part = page.body().replaceFirst("(?s).*<aside class=\"side\">(.*?)</aside>.*", "$1");
    boolean staff = text.equals("For the staff") || text.equals("Für Mitarbeiter");
    boolean guest = text.equals("with an account") || text.equals("mit Konto");
    assertThat(part.contains("<form")).as("the staff's form").isEqualTo(staff);
    assertThat(part.contains("/login")).as("the link for guests").isEqualTo(guest);
    assertThat(part).contains(text);
  }
}
