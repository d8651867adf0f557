// SPDX-License-Identifier: Apache-2.0
package org.cachelet.taglib;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.cachelet.cache.CacheOptions;
import org.cachelet.cache.Caches;
import org.cachelet.cache.SharingHealth;
import org.cachelet.cache.StoreKind;
import org.cachelet.cache.redisson.RedisBackend;
import org.cachelet.redis.RedisOptions;
import org.cachelet.test.redis.RedisMonitor;
import org.cachelet.test.redis.RedisServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Fragments of two nodes that share them over Redis. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
final class FragmentsInRedisTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  /** What keeps the log and the connections going, and what this test itself sends. */
  private static final Set<String> UPKEEP =
      Set.of(
          "xread", "xinfo", "xtrim", "pexpire", "time", "ping", "client", "hello", "echo", "info",
          "keys");

  private static final String ROWS =
      "<cache:forEach items='${requestScope.rows}' var='row' name='row'"
          + " vary='#{[row.id, row.version]}' tags='row:#{row.id}' ttl='1h'>"
          + "<li>${row.id}.${row.version}<% org.cachelet.taglib.Made.next(\"x\"); %></li>"
          + "</cache:forEach>";
  private static final String SET_ROWS =
      "<% java.util.List<Object> rows = new java.util.ArrayList<>(); int changed ="
          + " Integer.parseInt(request.getParameter(\"changed\")); for (int i = 0; i < 100; i++) {"
          + " rows.add(java.util.Map.of(\"id\", i, \"version\", i % 40 < changed ? 2 : 1)); }"
          + " request.setAttribute(\"rows\", rows); %>";

  private final List<JspSite> nodes = new ArrayList<>();
  private final List<Caches> caches = new ArrayList<>();
  private RedisServer redis;

  @BeforeEach
  void begin() {
    Made.reset();
    redis = RedisServer.start();
    node();
    node();
    await().atMost(LONG).until(() -> caches.stream().allMatch(FragmentsInRedisTest::isCurrent));
  }

  private void node() {
    Duration patience = Duration.ofSeconds(5);
    RedisOptions options =
        RedisOptions.builder()
            .url(redis.url())
            .readTimeout(patience)
            .writeTimeout(patience)
            .build();
    Caches own =
        Caches.builder()
            .prefix("shop")
            .backend(RedisBackend.at(options))
            .options(
                name ->
                    CacheOptions.DEFAULT
                        .withStore(StoreKind.REDIS)
                        .withEarlyRenewal(0)
                        .withJitter(0))
            .withoutJmx()
            .build();
    caches.add(own);
    nodes.add(new JspSite(JspTests.temporary(), own)); // each with a work directory of its own
  }

  private static boolean isCurrent(Caches node) {
    return node.health().filter(SharingHealth::isCurrent).isPresent();
  }

  @AfterEach
  void end() throws Exception {
    for (JspSite node : nodes) {
      node.stop();
    }
    caches.forEach(Caches::close);
    redis.close();
  }

  @Test
  void fragment_isAHitOnTheOtherNode_wheresoeverItsPagesAreCompiled() throws Exception {
    String page =
        "<cache:fragment name='f'>f"
            + JspTests.MADE
            + "</cache:fragment><cache:forEach items='${[1, 2]}' var='i' name='r'>${i}."
            + JspTests.MADE
            + "</cache:forEach><cache:include path='/in.jsp'/>";
    for (JspSite node : nodes) {
      node.page("/a.jsp", page).page("/in.jsp", "in" + JspTests.MADE);
    }
    String made = nodes.get(0).get("/a.jsp");
    assertThat(made).isEqualTo("f11.22.3in4");
    await().atMost(LONG).until(() -> stored() >= 4);
    assertThat(nodes.get(1).get("/a.jsp")).isEqualTo(made);
    assertThat(Made.count("x")).isEqualTo(4);
    caches.get(0).invalidateTags("none");
    caches.get(0).fragments().invalidate("f");
    await().atMost(LONG).until(() -> nodes.get(1).get("/a.jsp").equals("f51.22.3in4"));
  }

  private int stored() {
    return ((List<?>) requireNonNull(redis.command("KEYS", "shop:fragments:*"))).size();
  }

  @Test
  void rows_areLookedUpInOneRoundTrip_andOnlyThoseThatChangedAreMade() throws Exception {
    for (JspSite node : nodes) {
      node.page("/rows.jsp", SET_ROWS + ROWS);
    }
    String first = nodes.get(0).get("/rows.jsp?changed=0");
    assertThat(Made.count("x")).isEqualTo(100);
    await().atMost(LONG).until(() -> stored() >= 100);
    nodes.get(1).get("/rows.jsp?changed=0"); // so that page and connection are ready
    assertThat(Made.count("x")).isEqualTo(100);
    try (RedisMonitor monitor = redis.monitor()) {
      long before = reads();
      String second = nodes.get(1).get("/rows.jsp?changed=1");
      assertThat(Made.count("x")).isEqualTo(103);
      long reads = reads() - before;
      assertThat(second)
          .isEqualTo(first.replaceAll("<li>(0|40|80)\\.1", "<li>$1.2"))
          .contains("<li>0.2</li><li>1.1</li>");
      await().atMost(LONG).until(() -> stored() >= 103);
      List<String> commands = commands(monitor);
      assertThat(commands).filteredOn("getrange"::equals).hasSize(100);
      assertThat(commands.subList(0, 100)).containsOnly("getrange"); // before anything is made
      assertThat(reads).isLessThan(90); // one for each lookup, and the upkeep, would be more
    }
  }

  /** Returns how often the server read what clients sent; several commands can be in one. */
  private long reads() {
    return String.valueOf(redis.command("INFO", "stats"))
        .lines()
        .filter(line -> line.startsWith("total_reads_processed:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .sum();
  }

  private static List<String> commands(RedisMonitor monitor) {
    return monitor.lines().stream()
        .map(line -> line.replaceFirst(".*?\\] \"(\\w+)\".*", "$1").toLowerCase(Locale.ROOT))
        .filter(name -> !UPKEEP.contains(name))
        .toList();
  }

  @Test
  void page_isMadeWithoutRedis_whenItIsGone() throws Exception {
    nodes.get(0).page("/a.jsp", "<cache:fragment name='f'>" + JspTests.MADE + "</cache:fragment>");
    assertThat(nodes.get(0).get("/a.jsp")).isEqualTo("1");
    redis.close();
    assertThat(nodes.get(0).get("/a.jsp")).matches("\\d");
  }
}
