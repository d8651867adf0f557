// SPDX-License-Identifier: Apache-2.0
package org.cachelet.thymeleaf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.cachelet.cache.CacheOptions;
import org.cachelet.cache.Caches;
import org.cachelet.cache.Delivery;
import org.cachelet.cache.SharingHealth;
import org.cachelet.cache.StoreKind;
import org.cachelet.cache.redisson.RedisBackend;
import org.cachelet.redis.RedisOptions;
import org.cachelet.test.redis.FaultProxy;
import org.cachelet.test.redis.RedisMonitor;
import org.cachelet.test.redis.RedisServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.thymeleaf.TemplateEngine;

/** Two nodes, each with its own engine, that share their fragments over Redis. */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
final class SharedFragmentsTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final String LIST =
      "<ul><li cache:each='row : ${rows}' cache:fragment='row' cache:vary='${row}'"
          + " cache:cache='rows'"
          + " cache:tags='|row:${row.id}|'>[[${row.id}]] [[${count.next()}]]</li></ul>";

  /** What keeps the log and the connections going, and what tests themselves send. */
  private static final Set<String> UPKEEP =
      Set.of(
          "xread", "xinfo", "xtrim", "pexpire", "time", "ping", "client", "hello", "echo", "keys");

  private final List<ListsTest.Row> rows = new ArrayList<>();
  private RedisServer redis;
  private FaultProxy network;
  private TestSite first;
  private TestSite second;

  @BeforeEach
  void start() throws Exception {
    redis = RedisServer.start();
    network = FaultProxy.to(redis.port());
    first = node(redis.url());
    second = node(network.url());
    for (int i = 0; i < 100; i++) {
      rows.add(new ListsTest.Row(i, 1));
    }
  }

  @AfterEach
  void stop() {
    second.close();
    first.close();
    network.close();
    redis.close();
  }

  private TestSite node(String url) throws Exception {
    TemplateEngine engine = new TemplateEngine();
    engine.addDialect(new CacheletDialect());
    TestSite node =
        new TestSite(
            engine,
            (variables, request, response) -> {},
            Caches.builder()
                .backend(
                    RedisBackend.at(
                        RedisOptions.builder()
                            .url(url)
                            .readTimeout(LONG)
                            .writeTimeout(LONG)
                            .build()))
                .options(
                    name ->
                        CacheOptions.DEFAULT
                            .withStore(name.equals("rows") ? StoreKind.REDIS : StoreKind.TIERED)
                            .withJitter(0)
                            .withEarlyRenewal(0)));
    node.model.put("rows", rows);
    await()
        .atMost(LONG)
        .until(() -> node.caches.health().filter(SharingHealth::isCurrent).isPresent());
    return node;
  }

  private void write(String template, String text) {
    first.templates.write(template, text);
    second.templates.write(template, text);
  }

  private void awaitStored(int fragments) {
    await().atMost(LONG).until(() -> keys("*:fragment1*").size() == fragments);
  }

  private List<?> keys(String pattern) {
    return redis.command("KEYS", pattern) instanceof List<?> keys ? keys : List.of();
  }

  @Test
  void fragment_isFoundByTheOtherNode() {
    write(
        "page",
        "<b cache:fragment='a' cache:vary='${rows[0]}' cache:vary-by='user'>"
            + "[[${count.next()}]]<cache:tag name='seen'/></b>");
    assertThat(first.page("page", "X-User", "ann")).isEqualTo("<b>1</b>");
    awaitStored(1);
    assertThat(second.page("page", "X-User", "ann")).isEqualTo("<b>1</b>");
    assertThat(second.count.value()).isZero();
    assertThat(keys("*:fragment1*")).hasSize(1);
    assertThat(first.caches.invalidateTags("seen")).isEqualTo(Delivery.DELIVERED);
    await()
        .atMost(LONG)
        .untilAsserted(
            () -> {
              second.page("page", "X-User", "ann");
              assertThat(second.count.value()).isPositive();
            });
  }

  @Test
  void fragmentWithIncludes_isFoundByTheOtherNode_alsoInALayout() {
    write("inner", "<i th:fragment='f'>inner</i>");
    write("part", "<u th:fragment='f' th:insert='~{inner :: f}'></u>");
    write(
        "layout",
        "<html th:fragment='page(content)'><b cache:fragment='a'><i th:replace='${content}'></i>"
            + "<s th:replace='~{part :: f}'></s>[[${count.next()}]]</b></html>");
    write("page", "<html th:replace='~{layout :: page(~{::main})}'><main>page</main></html>");
    String made = first.page("page");
    assertThat(made).isEqualTo("<html><b><main>page</main><u><i>inner</i></u>1</b></html>");
    awaitStored(1);
    assertThat(second.page("page")).isEqualTo(made);
    assertThat(second.count.value()).isZero();
    second.templates.write("inner", "<i th:fragment='f'>new</i>");
    second.engine().clearTemplateCache();
    assertThat(second.page("page")).as("two releases side by side").contains("<i>new</i>");
    assertThat(first.page("page")).isEqualTo(made);
  }

  @Test
  void templateThatIsGone_isNoIngredientAnyMore() {
    write("old", "old");
    write("part", "<u th:fragment='f' th:insert='~{old}'></u>");
    write("page", "<b cache:fragment='a' th:insert='~{part :: f}'></b>");
    assertThat(first.page("page")).isEqualTo("<b><u>old</u></b>");
    awaitStored(1);
    second.templates.remove("old");
    second.templates.write("part", "<u th:fragment='f'>new</u>");
    assertThat(second.page("page")).isEqualTo("<b><u>new</u></b>");
    first.templates.remove("old");
    first.templates.write("part", "<u th:fragment='f'>new</u>");
    first.engine().clearTemplateCache();
    assertThat(first.page("page")).isEqualTo("<b><u>new</u></b>");
  }

  @Test
  void list_costsOneBatchOfLookups_andRendersWhatChanged() {
    write("page", LIST);
    first.page("page");
    awaitStored(100);
    String before = second.page("page");
    assertThat(second.count.value()).isZero();
    change(3, 50, 99);
    try (RedisMonitor monitor = redis.monitor()) {
      String page = second.page("page");
      assertThat(second.count.value()).isEqualTo(3);
      assertThat(page)
          .isEqualTo(
              before
                  .replace("<li>3 4<", "<li>3 1<")
                  .replace("<li>50 51<", "<li>50 2<")
                  .replace("<li>99 100<", "<li>99 3<"));
      awaitStored(103);
      assertThat(commands(monitor))
          .as("all rows are looked up in one batch, and those that were made stored in another")
          .containsExactlyElementsOf(
              Stream.concat(
                      Collections.nCopies(100, "getrange").stream(),
                      Collections.nCopies(3, "psetex").stream())
                  .toList());
    }
  }

  /** All commands of the batch arrive while no reply does, hence none of them waits for one. */
  @Test
  void list_isLookedUpInOneRoundTrip() throws Exception {
    write("page", LIST);
    first.page("page");
    awaitStored(100);
    second.page("page");
    int asked = 0;
    for (int attempt = 0; attempt < 10 && asked == 0; attempt++) {
      asked = askedBeforeTheFirstReply(); // none, if just then the node saw that replies are lost
    }
    assertThat(asked).isEqualTo(100);
  }

  private int askedBeforeTheFirstReply() throws Exception {
    try (RedisMonitor monitor = redis.monitor()) {
      network.onlyConnectionsThatSaid("GETRANGE").halfOpen();
      CompletableFuture<String> page =
          CompletableFuture.supplyAsync(
              () -> second.page("page"), task -> new Thread(task, "visitor").start());
      await().atMost(LONG).until(() -> lookups(monitor) >= 100 || page.isDone());
      int lookups = page.isDone() ? 0 : lookups(monitor);
      network.resetAll().heal();
      assertThat(page.get(1, TimeUnit.MINUTES)).contains("<li>99 ");
      return lookups;
    }
  }

  private static int lookups(RedisMonitor monitor) {
    return Collections.frequency(commands(monitor), "getrange");
  }

  private void change(int... changed) {
    for (int row : changed) {
      rows.set(row, new ListsTest.Row(row, 2));
    }
  }

  private static List<String> commands(RedisMonitor monitor) {
    return monitor.lines().stream()
        .map(SharedFragmentsTest::name)
        .filter(name -> !UPKEEP.contains(name))
        .toList();
  }

  /** Returns the first word of the command in a line, in lower case. */
  private static String name(String line) {
    int start = line.indexOf("] \"") + 3;
    return line.substring(start, line.indexOf('"', start)).toLowerCase(Locale.ROOT);
  }
}
