// SPDX-License-Identifier: Apache-2.0
package org.cachelet.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PagesTest {
  private static final Pattern NEXT = Pattern.compile("href=\"([^\"]+)\" rel=\"next\"");
  private static final TestShop SHOP = new TestShop("pages");

  @BeforeAll
  static void open() throws Exception {
    SHOP.start();
  }

  @AfterAll
  static void close() throws Exception {
    SHOP.stop();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /                                      | Best sellers
          /catalog                               | 1–24 of 3000
          /catalog?page=125                      | 2977–3000 of 3000
          /catalog?category=lamps&sort=cheap     | Light for reading
          /catalog?category=vases&page=11        | 241–250 of 250
          /product/1                             | Goes well with it
          /product/3000                          | Gdańsk
          /search                                | Type a word or two
          /search?q=oak                          | Search: oak
          /search?q=%3Cb%3E                      | Search: &lt;b&gt;
          /search?q=100%25+_                     | Nothing has all of these words
          /help                                  | How long does delivery take?
          /stores                                | Rotterdam
          /nocache/help                          | How long does delivery take?
          /login                                 | Accounts to try
          /cart                                  | There is nothing in it yet
          /checkout                              | There is nothing in it yet
          /compare                               | With and without the cache
          /nocache/                              | Best sellers
          /nocache/product/17                    | Goes well with it
          /nocache/catalog?page=2                | 25–48 of 3000
          /static/shop.css                       | :root
          /image/lamps-1/sea-grey/17.svg         | <svg
          """)
  void page_isThere(String path, String text) throws Exception {
    HttpResponse<String> response = SHOP.browser().get(path);

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).contains(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/catalog", "/catalog?category=lamps&sort=cheap", "/search?q=oak"})
  void nextPage_isLinked(String path) throws Exception {
    Matcher link = NEXT.matcher(SHOP.browser().get(path).body());
    assertThat(link.find()).isTrue();

    HttpResponse<String> next = SHOP.browser().get(link.group(1).replace("&amp;", "&"));

    assertThat(next.statusCode()).isEqualTo(200);
    assertThat(next.body()).contains("25–48 of ");
    assertThat(next.body()).contains("page=1\" rel=\"prev\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/nothing",
        "/error",
        "/product",
        "/product/",
        "/product/0",
        "/product/017",
        "/product/abc",
        "/product/3001",
        "/product/99999999999999999999",
        "/catalog?page=0",
        "/catalog?page=126",
        "/catalog?page=-1",
        "/catalog?page=x",
        "/catalog?sort=x",
        "/catalog?category=",
        "/catalog?category=x",
        "/search?q=oak&page=999",
        "/image/x/oat/1.svg",
        "/image/lamps-1/x/1.svg",
        "/nocache",
        "/nocache/login",
        "/nocache/WEB-INF/web.xml",
        "/WEB-INF/web.xml"
      })
  void page_isTheShopsOwn404_whenThereIsNone(String path) throws Exception {
    HttpResponse<String> response = SHOP.browser().get(path);

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.body()).contains("There is nothing at this address", "Alder");
  }

  @Test
  void productPage_makes47Queries() throws Exception {
    List<Integer> ids = new ArrayList<>(List.of(1, 2));
    for (int id = 100; id <= 3000; id += 100) {
      ids.add(id);
    }
    for (int id : ids) {
      assertThat(queries("/product/" + id + "?cold")).as("product %s", id).isEqualTo("47 queries");
    }
  }

  @Test
  void homePage_makes30Queries() throws Exception {
    assertThat(queries("/?cold")).isEqualTo("30 queries");
  }

  private static String queries(String path) throws Exception {
    String timing = SHOP.browser().get(path).headers().firstValue("Server-Timing").orElseThrow();
    return timing.replaceFirst(".*db;desc=\"([^\"]*)\".*", "$1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/product/1", "/nothing", "/checkout", "/static/shop.css"})
  void serverTiming_isInEveryAnswer(String path) throws Exception {
    assertThat(SHOP.browser().get(path).headers().firstValue("Server-Timing").orElse(""))
        .matches(
            "render;dur=\\d+\\.\\d\\d, db;desc=\"\\d+ (query|queries)\";dur=\\d+\\.\\d\\d(, fragments;desc=\"\\d+ found, \\d+ made\")?(, cache;desc=\".*\")?");
  }

  @Test
  void browsing_makesNoSession() throws Exception {
    Browser browser = SHOP.browser();

    for (String path : List.of("/", "/catalog", "/product/1", "/search?q=oak", "/cart", "/x")) {
      assertThat(browser.get(path).statusCode()).as(path).isLessThan(500);
      assertThat(browser.sessionCookie()).as(path).isEmpty();
    }
  }

  @Test
  void publicPages_areTheSameForEverybody() throws Exception {
    for (String path : List.of("/", "/catalog", "/product/1", "/search?q=oak")) {
      assertThat(Browser.withoutToken(SHOP.browser().get(path)))
          .isEqualTo(Browser.withoutToken(SHOP.browser().get(path)));
    }
  }

  @Test
  void pages_loadNothingFromElsewhere() throws Exception {
    for (String path : List.of("/", "/catalog", "/product/1", "/compare")) {
      assertThat(SHOP.browser().get(path).body())
          .doesNotContainPattern("(src|href)=\"(https?:)?//")
          .doesNotContain(" th:");
    }
  }
}
