// SPDX-License-Identifier: Apache-2.0
package org.cachelet.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CachedPagesTest {
  private static final TestShop SHOP = new TestShop("cached");
  private static final Pattern QUERIES = Pattern.compile("db;desc=\"(\\d+) quer");
  private static final Pattern CARD = Pattern.compile("<a href=\"/product/(\\d+)\">\\s*<img");
  private static final Pattern DEPARTMENT = Pattern.compile("</span>\\s*<a href=\"([^\"]+)\">");

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
  @CsvSource({
    "/, 30",
    "/catalog?page=3, 52",
    "/catalog?category=vases, 53",
    "/product/50, 47",
    "/search?q=wool, 51"
  })
  void page_comesFromCache_forTheNextStranger(String path, int queries) throws Exception {
    HttpResponse<String> first = stranger.get(path);
    HttpResponse<String> second = SHOP.browser().get(path);

    assertThat(status(first)).endsWith("-miss; stored");
    assertThat(queries(first)).isBetween(3, queries); // others may have left rows or the sidebar
    assertThat(status(second)).matches("Cachelet; hit; ttl=\\d+");
    assertThat(queries(second)).isZero();
    assertThat(second.headers().firstValue("Age")).isPresent();
    assertThat(Browser.withoutToken(second)).isEqualTo(Browser.withoutToken(first));
    assertThat(stranger.sessionCookie()).isEmpty();
  }

  @Test
  void verdict_isInServerTiming() throws Exception {
    assertThat(timing(stranger.get("/product/51")))
        .endsWith(", cache;desc=\"fwd=uri-miss; stored\"");
    assertThat(timing(stranger.get("/product/51")))
        .containsPattern(", cache;desc=\"hit; ttl=\\d+; age \\d+\"$");
  }

  @Test
  void page_isTheSame_withTheParametersOfCampaigns() throws Exception {
    stranger.get("/product/52");

    assertThat(status(stranger.get("/product/52?utm_source=letter&gclid=1"))).contains("; hit;");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/login", "/cart", "/checkout", "/admin", "/compare", "/nocache/product/17"})
  void page_isMadeEachTime_withoutRule(String path) throws Exception {
    for (int i = 0; i < 2; i++) {
      assertThat(status(stranger.get(path)))
          .isEqualTo("Cachelet; fwd=bypass; detail=\"no rule is for this page\"");
    }
  }

  @Test
  void missingPage_isNotStored() throws Exception {
    for (int i = 0; i < 2; i++) {
      HttpResponse<String> response = stranger.get("/product/9999");
      assertThat(response.statusCode()).isEqualTo(404);
      assertThat(queries(response)).isPositive();
    }
  }

  @Test
  void newPrice_isOnEveryPage_atTheNextVisit() throws Exception {
    String id = card(stranger.get("/"), 0);
    String name = heading(stranger.get("/product/" + id));
    List<String> pages =
        List.of("/", "/catalog", "/product/" + id, "/search?q=" + name.replace(' ', '+'));
    String other = "/product/63";
    for (String page : pages) {
      stranger.get(page);
      assertThat(status(stranger.get(page))).as(page).contains("; hit;");
    }
    stranger.get(other);

    reprice(id, "12.34");

    for (String page : pages) {
      HttpResponse<String> response = stranger.get(page);
      assertThat(response.body()).as(page).contains("€12.34");
      assertThat(status(response)).as(page).endsWith("; stored");
    }
    assertThat(status(stranger.get(other))).contains("; hit;");
  }

  @Test
  void newPrice_isOnThePagesOfRelatedProducts() throws Exception {
    String id = card(stranger.get("/product/64"), 5);

    reprice(id, "23.45");

    assertThat(stranger.get("/product/64").body()).contains("€23.45");
  }

  @Test
  void newPrice_movesProductInListsByPrice() throws Exception {
    String department = department(stranger.get("/product/65")) + "&sort=cheap";
    String elsewhere = department(stranger.get("/product/66")) + "&sort=cheap";
    assertThat(elsewhere).isNotEqualTo(department);
    for (String list : List.of("/catalog?sort=cheap", department, elsewhere)) {
      assertThat(card(stranger.get(list), 0)).isNotEqualTo("65");
    }

    reprice("65", "0.01");

    assertThat(card(stranger.get("/catalog?sort=cheap"), 0)).isEqualTo("65");
    assertThat(card(stranger.get(department), 0)).isEqualTo("65");
    assertThat(status(stranger.get(elsewhere))).contains("; hit;");
  }

  @Test
  void order_changesStockAndTurnover_atTheNextVisit() throws Exception {
    stranger.get("/product/67");
    Browser admin = SHOP.browser();
    admin.logIn("admin");
    int before = orders(admin);

    Browser buyer = SHOP.browser();
    buyer.post("/cart", "action", "add", "product", "67", "amount", "1");
    assertThat(buyer.order()).isEqualTo(200);

    assertThat(status(stranger.get("/product/67"))).endsWith("; stored");
    assertThat(orders(admin)).isEqualTo(before + 1);
  }

  @Test
  void turnover_isQueriedOnce() throws Exception {
    Browser admin = SHOP.browser();
    admin.logIn("admin");
    int first = queries(admin.get("/admin"));

    assertThat(queries(admin.get("/admin"))).isLessThanOrEqualTo(first);
    assertThat(queries(admin.get("/admin"))).isEqualTo(3);
  }

  @Test
  void views_areCounted_onHitsToo() throws Exception {
    Browser admin = SHOP.browser();
    admin.logIn("admin");
    String name = heading(stranger.get("/product/68"));
    stranger.get("/product/68");
    stranger.get("/product/68");

    assertThat(admin.get("/admin?q=" + name.replace(' ', '+')).body()).contains("seen lately: 3");
  }

  @Test
  void coldPage_isMadeOnce_whenManyAskAtTheSameTime() throws Exception {
    assertMadeOnce("/product/2999");
  }

  private static void assertMadeOnce(String path) throws Exception {
    int many = 200;
    List<Callable<HttpResponse<String>>> requests = new ArrayList<>();
    for (int i = 0; i < many; i++) {
      Browser browser = SHOP.browser();
      requests.add(() -> browser.get(path));
    }
    List<HttpResponse<String>> answers = new ArrayList<>();
    ExecutorService threads = Executors.newFixedThreadPool(many);
    try {
      for (Future<HttpResponse<String>> answer : threads.invokeAll(requests)) {
        answers.add(answer.get());
      }
    } finally {
      threads.shutdown();
    }

    assertThat(answers).hasSize(many).allMatch(answer -> answer.statusCode() == 200);
    assertThat(answers.stream().mapToInt(CachedPagesTest::queries).sum()).isEqualTo(47);
    assertThat(answers).filteredOn(answer -> status(answer).endsWith("; stored")).hasSize(1);
    assertThat(answers.stream().map(Browser::withoutToken).distinct()).hasSize(1);
  }

  private static void reprice(String id, String price) throws Exception {
    Browser admin = SHOP.browser();
    admin.logIn("admin");
    admin.get("/admin");
    assertThat(admin.post("/admin", "product", id, "price", price).statusCode()).isEqualTo(200);
  }

  private static int orders(Browser admin) throws Exception {
    return Integer.parseInt(
        first(Pattern.compile("Orders so far: (\\d+)"), admin.get("/admin").body(), 0));
  }

  private static String card(HttpResponse<String> page, int place) {
    return first(CARD, page.body(), place);
  }

  private static String department(HttpResponse<String> page) {
    return first(DEPARTMENT, page.body(), 0);
  }

  private static String heading(HttpResponse<String> page) {
    return first(Pattern.compile("<h1>([^<]+)</h1>"), page.body(), 0);
  }

  private static int queries(HttpResponse<String> page) {
    return Integer.parseInt(first(QUERIES, timing(page), 0));
  }

  private static String first(Pattern pattern, String text, int skipped) {
    Matcher matcher = pattern.matcher(text);
    for (int i = 0; i <= skipped; i++) {
      assertThat(matcher.find()).as("%s in %s", pattern, text).isTrue();
    }
    return matcher.group(1);
  }

  private static String timing(HttpResponse<String> page) {
    return page.headers().firstValue("Server-Timing").orElseThrow();
  }

  private static String status(HttpResponse<String> page) {
    return page.headers().firstValue("Cache-Status").orElse("");
  }
}
