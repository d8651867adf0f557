// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache.redisson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cachelet.cache.redisson.Nodes.REDIS;
import static org.cachelet.cache.redisson.Nodes.TIERED;
import static org.cachelet.cache.redisson.Nodes.awaitTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.cachelet.cache.Caches;
import org.cachelet.cache.Delivery;
import org.cachelet.cache.PutOptions;
import org.cachelet.test.redis.RedisMonitor;
import org.cachelet.test.redis.RedisServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How many commands the operations of a whole cache cost. */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
final class RedisCommandCountTest {
  private static final int ENTRIES = 100_000;
  private static final int CHUNK = 1_000;

  /** What keeps the log and the connections going, and what this test itself sends. */
  private static final Set<String> UPKEEP =
      Set.of("xread", "xinfo", "xtrim", "pexpire", "time", "ping", "client", "hello", "echo");

  private final RedisServer server = RedisServer.start();
  private final Caches first = Nodes.start(server.url());
  private final Caches second = Nodes.start(server.url());

  @AfterEach
  void close() {
    first.close();
    second.close();
    server.close();
  }

  @Test
  void hit_isOneCommand_orNone_whenItIsInMemory() {
    first.cache(REDIS).put("k", "v");
    first.cache(TIERED).put("k", "v");
    awaitTrue(() -> Nodes.ttl(server, "shop:pages:v1:k") > 0);
    second.cache(TIERED).put("warm", "v"); // so that the cache is there
    awaitTrue(() -> Nodes.ttl(server, "shop:pages:v1:warm") > 0);
    try (RedisMonitor monitor = server.monitor()) {
      for (int i = 0; i < 10; i++) {
        assertThat(second.cache(REDIS).get("k", String.class)).contains("v");
        assertThat(first.cache(TIERED).get("k", String.class)).contains("v");
      }
      assertThat(commands(monitor))
          .hasSize(10)
          .allMatch(line -> line.contains("\"GETRANGE\" \"shop:baskets:v1:k\""));
      assertThat(second.cache(TIERED).get("k", String.class)).contains("v");
      assertThat(commands(monitor))
          .hasSize(11)
          .last()
          .asString()
          .contains("\"GETRANGE\" \"shop:pages:v1:k\"");
      assertThat(second.cache(TIERED).get("k", String.class)).contains("v");
      assertThat(commands(monitor)).hasSize(11);
    }
  }

  @Test
  void miss_costsALookup_aLease_andAPut() {
    first.cache(REDIS).put("warm", "v");
    try (RedisMonitor monitor = server.monitor()) {
      first.cache(REDIS).getOrCompute("k", String.class, () -> "v");
      awaitTrue(() -> Nodes.keys(server, "shop:lease:*").isEmpty());
      assertThat(commands(monitor).stream().map(RedisCommandCountTest::name).toList())
          .filteredOn(name -> !Set.of("keys", "get", "del", "script").contains(name))
          .startsWith("getrange", "set", "getrange", "psetex", "evalsha")
          .hasSizeLessThanOrEqualTo(6); // the script is sent when the server meets it first
    }
  }

  @Test
  void invalidation_isOneCommand_howeverManyEntriesCarryTheTag() {
    assertThat(xaddsOfInvalidation("none")).isEqualTo(1);
    for (int from = 0; from < ENTRIES; from += CHUNK) {
      Map<String, String> chunk = new HashMap<>();
      for (int i = from; i < from + CHUNK; i++) {
        chunk.put("k" + i, "v");
      }
      first.cache(REDIS).putAll(chunk, PutOptions.ofTags("t"));
    }
    assertThat((Long) server.command("DBSIZE")).isGreaterThanOrEqualTo(ENTRIES);
    for (int i = 0; i < ENTRIES; i += ENTRIES / 10) {
      assertThat(first.cache(REDIS).contains("k" + i)).isTrue();
      assertThat(second.cache(REDIS).contains("k" + i)).isTrue();
    }
    assertThat(xaddsOfInvalidation("t")).isEqualTo(1);
    for (int i = 0; i < ENTRIES; i += ENTRIES / 10) {
      String key = "k" + i;
      assertThat(first.cache(REDIS).contains(key)).isFalse();
      awaitTrue(() -> !second.cache(REDIS).contains(key));
    }
    assertThat((Long) server.command("DBSIZE")).isGreaterThanOrEqualTo(ENTRIES);
  }

  /** Invalidates a tag, and returns how often that adds to the log; it may do nothing else. */
  private int xaddsOfInvalidation(String tag) {
    try (RedisMonitor monitor = server.monitor()) {
      long start = System.nanoTime();
      assertThat(first.invalidateTags(tag)).isEqualTo(Delivery.DELIVERED);
      long micros = (System.nanoTime() - start) / 1_000;
      List<String> commands = commands(monitor);
      System.out.printf("invalidated '%s' in %d us by %s%n", tag, micros, commands);
      assertThat(commands).allMatch(line -> name(line).equals("xadd"));
      return commands.size();
    }
  }

  private static List<String> commands(RedisMonitor monitor) {
    String extended = "\"" + RedisLeases.LENGTH.toMillis() + "\""; // on a machine that is slow
    return monitor.lines().stream()
        .filter(line -> !UPKEEP.contains(name(line)) && !line.endsWith(extended))
        .toList();
  }

  /** Returns the first word of the command in a line, in lower case. */
  private static String name(String line) {
    int start = line.indexOf("] \"") + 3;
    return line.substring(start, line.indexOf('"', start)).toLowerCase(Locale.ROOT);
  }
}
