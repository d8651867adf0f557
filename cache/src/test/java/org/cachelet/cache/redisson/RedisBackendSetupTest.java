// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache.redisson;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.cachelet.cache.redisson.Nodes.REDIS;
import static org.cachelet.cache.redisson.Nodes.TIERED;
import static org.cachelet.cache.redisson.Nodes.awaitTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cachelet.cache.Cache;
import org.cachelet.cache.Caches;
import org.cachelet.cache.Delivery;
import org.cachelet.cache.Entry;
import org.cachelet.cache.PutOptions;
import org.cachelet.cache.SettingGroup;
import org.cachelet.cache.Settings;
import org.cachelet.codec.KryoCodec;
import org.cachelet.redis.RedisOptions;
import org.cachelet.test.redis.RedisServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nodes that are set up in different ways: by settings, with keys, prefixes and clocks. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
final class RedisBackendSetupTest {
  private static final String NEW_KEY = "a new secret of some length";
  private static final String OLD_KEY = "an old secret of some length";

  private final RedisServer server = RedisServer.start();

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void cacheWithAServerOfItsOwn_keepsItsEntriesThere_andIsReachedByTags() {
    try (RedisServer own = RedisServer.start()) {
      assertKeptApart(own, Map.of("cachelet.redis.url", server.url()));
    }
  }

  @Test
  void cacheWithAServerOfItsOwn_keepsItsEntriesThere_whenAFileNamesTheOther(@TempDir Path folder)
      throws IOException {
    Path file = folder.resolve("redisson.yaml");
    Files.writeString(file, "singleServerConfig:\n  address: " + server.url() + "\n");
    try (RedisServer own = RedisServer.start()) {
      assertKeptApart(own, Map.of("cachelet.redis.config", file.toString()));
    }
  }

  private void assertKeptApart(RedisServer own, Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(settings);
    all.put("cachelet.cache.baskets.redis-url", own.url());
    try (Caches first = Caches.of(settings(all));
        Caches second = Caches.of(settings(all))) {
      Nodes.awaitCurrent(first);
      Nodes.awaitCurrent(second);
      awaitTrue(() -> first.cache(REDIS).putIfAbsent("k", "v", PutOptions.ofTags("t")));
      first.cache("others").put("k", "w", PutOptions.ofTags("t"));
      awaitTrue(() -> second.cache(REDIS).contains("k"));
      assertThat(second.cache("others").get("k", String.class)).contains("w");
      assertThat(Nodes.keys(own, "*"))
          .contains("shop:baskets:v1:k")
          .noneMatch(key -> key.contains("others"));
      assertThat(Nodes.keys(server, "*"))
          .contains("shop:log", "shop:others:v1:k")
          .noneMatch(key -> key.contains("baskets"));
      assertThat(first.invalidateTags("t")).isEqualTo(Delivery.DELIVERED);
      awaitTrue(() -> !second.cache(REDIS).contains("k") && !second.cache("others").contains("k"));
      assertThat(second.cache(REDIS).getOrCompute("k", String.class, () -> "new")).isEqualTo("new");
      assertThat(first.cache(REDIS).get("k", String.class)).contains("new");
    }
  }

  private static Settings settings(Map<String, String> some) {
    Map<String, String> all = new HashMap<>(some);
    all.put("cachelet.prefix", "shop");
    all.put("cachelet.redis.read-timeout", "5s");
    all.put("cachelet.redis.write-timeout", "5s");
    all.put("cachelet.jmx", "false");
    ClassLoader loader = RedisBackendSetupTest.class.getClassLoader();
    return Settings.builder().map("test", all).build(SettingGroup.allIn(loader));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {"redis.md; `(\\+@read [^`]*)`", "security.md; (\\+@read [^`]*)```"})
  void user_needsNoMoreThanWhatIsDocumented(String page, String commands) throws IOException {
    List<String> user =
        new ArrayList<>(List.of("ACL", "SETUSER", "web", "on", ">secret", "~shop:*"));
    user.addAll(documentedCommands(page, commands));
    server.command(user.toArray(String[]::new));
    String url = server.url().replace("//", "//web:secret@");
    try (Caches node = Nodes.start(url);
        Caches other = Nodes.start(url)) {
      for (String cache : List.of(REDIS, TIERED)) {
        node.cache(cache).getOrCompute("k", String.class, () -> "v");
        node.cache(cache).putAll(Map.of("a", "1", "b", "2"), PutOptions.ofTags("t"));
        awaitTrue(
            () -> other.cache(cache).getAll(List.of("k", "a", "b"), String.class).size() == 3);
        assertThat(other.cache(cache).increment("n")).isEqualTo(1);
        assertThat(other.cache(cache).putIfAbsent("k", "w")).isFalse();
        assertThat(node.cache(cache).delete("k")).isTrue();
        assertThat(node.invalidateTags("t")).isEqualTo(Delivery.DELIVERED);
        assertThat(node.cache(cache).bumpVersion()).isEqualTo(2);
      }
      awaitTrue(() -> Nodes.keys(server, "shop:lease:*").isEmpty());
      awaitTrue(() -> Nodes.ttl(server, "shop:log") > 0); // it was trimmed
      assertThat(node.health().orElseThrow().backend().failures()).isZero();
      assertThat((List<?>) server.command("ACL", "LOG"))
          .allMatch(refusal -> ((List<?>) refusal).contains("test1")); // as the page says
    }
  }

  /** Returns the commands that the page about Redis says a user needs. */
  private static List<String> documentedCommands(String page, String pattern) throws IOException {
    Matcher commands =
        Pattern.compile(pattern).matcher(Files.readString(Path.of("..", "docs", page)));
    assertThat(commands.find()).isTrue();
    return List.of(commands.group(1).strip().split("\\s+"));
  }

  @Test
  void entry_isAMiss_whenItIsSignedWithAnotherKey_orNotAtAll() {
    try (Caches signed = signing(OLD_KEY);
        Caches other = signing(NEW_KEY);
        Caches unsigned = signing()) {
      signed.cache(REDIS).put("k", "v");
      assertThat(signed.cache(REDIS).get("k", String.class)).contains("v");
      assertThat(other.cache(REDIS).get("k", String.class)).isEmpty();
      assertThat(unsigned.cache(REDIS).get("k", String.class)).isEmpty();
      unsigned.cache(REDIS).put("u", "v");
      assertThat(unsigned.cache(REDIS).get("u", String.class)).contains("v");
      assertThat(signed.cache(REDIS).get("u", String.class)).isEmpty();
    }
  }

  @Test
  void entry_isRead_whenItIsSignedWithTheOldKey() {
    try (Caches old = signing(OLD_KEY);
        Caches both = signing(NEW_KEY, OLD_KEY)) {
      old.cache(REDIS).put("k", "v");
      assertThat(both.cache(REDIS).get("k", String.class)).contains("v");
      both.cache(REDIS).put("k", "w");
      assertThat(both.cache(REDIS).get("k", String.class)).contains("w");
      assertThat(old.cache(REDIS).get("k", String.class)).isEmpty();
    }
  }

  @Test
  void entry_isAMiss_whenItWasChangedInRedis() {
    try (Caches node = signing(NEW_KEY)) {
      node.cache(REDIS).put("k", "price 10");
      node.cache(REDIS).put("other", "price 20");
      byte[] name = bytes("shop:baskets:v1:k");
      byte[] value = stored("k");
      for (int i = 0; i < value.length; i++) {
        byte[] changed = value.clone();
        changed[i] ^= 1;
        server.command(bytes("SET"), name, changed);
        assertThat(node.cache(REDIS).get("k", String.class)).isEmpty();
      }
      server.command(bytes("SET"), name, stored("other"));
      assertThat(node.cache(REDIS).get("k", String.class)).isEmpty();
      server.command(bytes("SET"), name, value);
      assertThat(node.cache(REDIS).get("k", String.class)).contains("price 10");
    }
  }

  @Test
  void value_isAMissAndCounted_whenANodeDoesNotAllowItsClass() {
    try (Caches here = Nodes.start(server.url());
        Caches there =
            Nodes.awaitCurrent(
                Nodes.builder(server.url()).codec(() -> KryoCodec.allowing(List.of())).build())) {
      here.cache(Nodes.REDIS).put("k", new Nodes.Basket(List.of("pear")));
      here.cache(Nodes.REDIS).put("text", "pear");
      Cache cache = there.cache(Nodes.REDIS);
      assertThat(cache.get("k", Nodes.Basket.class)).isEmpty();
      assertThat(cache.get("text", String.class)).contains("pear");
      assertThat(cache.statistics().unreadable()).isEqualTo(1);
      assertThat(here.cache(Nodes.REDIS).get("k", Nodes.Basket.class)).isPresent();
    }
  }

  @Test
  void applications_areApart_whenTheirPrefixesDiffer() {
    try (Caches shop = Nodes.start(server.url());
        Caches news = Nodes.awaitCurrent(Nodes.builder(server.url()).prefix("news").build())) {
      shop.cache(REDIS).put("k", "shop", PutOptions.ofTags("t"));
      news.cache(REDIS).put("k", "news", PutOptions.ofTags("t"));
      assertThat(shop.cache(REDIS).get("k", String.class)).contains("shop");
      assertThat(news.cache(REDIS).get("k", String.class)).contains("news");
      shop.invalidateTags("t");
      shop.clear();
      shop.cache(REDIS).bumpVersion();
      assertThat(shop.cache(REDIS).get("k", String.class)).isEmpty();
      news.invalidateTags("other"); // whatever was before it in a log, would have been read
      assertThat(news.cache(REDIS).get("k", String.class)).contains("news");
      assertThat(news.cache(REDIS).version()).isEqualTo(1);
      assertThat(Nodes.keys(server, "*"))
          .allMatch(key -> key.startsWith("shop:") || key.startsWith("news:"));
      assertThat(Nodes.keys(server, "*")).allMatch(key -> Nodes.ttl(server, key) > 0);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {-3_600_000, 3_600_000})
  void entries_areFreshForTheRestOfTheirTime_whenClocksAreAnHourApart(long ahead) {
    InstantSource clock = () -> Instant.now().plusMillis(ahead);
    try (Caches here = Nodes.start(server.url());
        Caches there = Nodes.awaitCurrent(Nodes.builder(server.url()).time(clock).build())) {
      for (String cache : List.of(REDIS, TIERED)) {
        assertRemaining(here, there, cache);
        assertRemaining(there, here, cache);
        here.cache(cache).put("tagged", "v", PutOptions.ofTags("t"));
        awaitTrue(() -> there.cache(cache).contains("tagged"));
        there.invalidateTags("t");
        awaitTrue(() -> !here.cache(cache).contains("tagged"));
      }
    }
  }

  private static void assertRemaining(Caches from, Caches to, String cache) {
    String key = "of-" + System.identityHashCode(from);
    from.cache(cache).put(key, "v", PutOptions.ofTtl(Duration.ofMinutes(10)));
    awaitTrue(() -> to.cache(cache).contains(key));
    Entry entry = to.entries(cache).lookup(key).found();
    long left = entry.freshUntil() - to.time().millis();
    assertThat(left).isBetween(540_000L, 601_000L);
    assertThat(entry.age(to.time().millis())).isBetween(-1_000L, 60_000L);
    from.cache(cache).put(key + "short", "v", PutOptions.ofTtl(Duration.ofSeconds(2)));
    awaitTrue(() -> !to.cache(cache).contains(key + "short"));
  }

  private Caches signing(String... keys) {
    RedisOptions options =
        Nodes.patient(server.url()).toBuilder().integrityKeys(List.of(keys)).build();
    return Nodes.awaitCurrent(Nodes.builder(options).build());
  }

  /** Returns the bytes that the server has under a key of the cache. */
  private byte[] stored(String key) {
    Object value = server.command(bytes("GET"), bytes("shop:baskets:v1:" + key));
    return (byte[]) requireNonNull(value);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
