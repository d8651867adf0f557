// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache.redisson;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.cachelet.cache.Amount;
import org.cachelet.cache.CaughtLog;
import org.cachelet.cache.Entry;
import org.cachelet.cache.FakeTime;
import org.cachelet.test.redis.RedisServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a store makes of values in Redis that are none of its entries. */
final class StrangeValuesTest {
  private static RedisServer server;
  private final FakeTime time = new FakeTime();
  private StoreNode node;

  @BeforeAll
  static void start() {
    server = RedisServer.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void connect() {
    server.command("FLUSHALL");
    node = StoreNode.at(server.url(), time);
  }

  @AfterEach
  void disconnect() {
    node.close();
  }

  @Test
  void foreignBytes_areAMiss_andMayBeReplaced() {
    node.store.put(node.entry("k", "x"));
    byte[] whole = stored("k");
    byte[] damaged = whole.clone();
    damaged[damaged.length / 2] ^= 1;
    try (CaughtLog log = new CaughtLog(RedisStore.class)) {
      for (byte[] value : List.of(bytes("hello"), new byte[] {1}, damaged)) {
        server.command(StoreNode.command("SET", "k", value));
        int before = node.failures.get();
        assertThat(node.text("k")).isEqualTo("nothing");
        assertThat(node.failures.get()).isEqualTo(before + 1);
        assertThat(node.store.putIfAbsent(node.entry("k", "new"), any -> true)).isTrue();
        assertThat(node.text("k")).isEqualTo("new");
      }
      assertThat(log.at(Level.WARNING))
          .singleElement()
          .extracting(LogRecord::getMessage)
          .isEqualTo("value in Redis of 'k' cannot be used: it is no entry");
    }
  }

  @Test
  void entryOfAnotherKey_isAMiss() {
    node.store.put(node.entry("k", "secret"));
    server.command("COPY", "k", "stranger");
    assertThat(node.text("stranger")).isEqualTo("nothing");
    assertThat(node.store.getAll(List.of("stranger", "k"))).containsOnlyKeys("k");
  }

  @Test
  void valueOfAnotherType_isAMiss_andHidesNoOthers() {
    server.command("HSET", "hash", "field", "value");
    node.store.put(node.entry("k", "x"));
    assertThat(node.store.getAll(List.of("hash", "k"))).containsOnlyKeys("k");
    assertThat(node.text("hash")).isEqualTo("nothing");
    assertThat(node.store.put(node.entry("hash", "x"))).isTrue();
    assertThat(node.text("hash")).isEqualTo("x");
  }

  @Test
  void entryOfANewerVersion_isLeftAlone() {
    node.store.put(node.entry("k", "x"));
    byte[] newer = stored("k");
    newer[4] = Envelope.VERSION + 1;
    server.command(StoreNode.command("SET", "k", newer));
    assertThat(node.text("k")).isEqualTo("nothing");
    Entry one = node.entry("k", new Amount(1));
    assertThat(node.store.put(one)).isFalse();
    assertThat(node.store.putIfAbsent(one, any -> true)).isFalse();
    assertThat(node.store.add(one, 1, any -> true)).isSameAs(one);
    assertThat(stored("k")).isEqualTo(newer);
  }

  @Test
  void counting_leavesANewerVersionAlone_whenItWasNotLookedUpBefore() {
    Entry one = node.entry("n", new Amount(1));
    node.store.add(one, 1, any -> true);
    byte[] newer = stored("n");
    newer[4] = Envelope.VERSION + 1;
    server.command(StoreNode.command("SET", "n", newer));
    assertThat(node.store.add(one, 1, any -> true)).isSameAs(one);
    assertThat(stored("n")).isEqualTo(newer);
  }

  @Test
  void entryThatIsTooLarge_isRefused() {
    assertThat(node.store.put(node.entry("large", "x".repeat(Envelope.MAX_BYTES)))).isFalse();
    assertThat(node.failures).hasValue(1);
    assertThat(server.command("EXISTS", "large")).isEqualTo(0L);
  }

  @Test
  void hugeValue_isAMiss_andMayBeReplaced() {
    server.command("SETRANGE", "huge", "199999999", "x");
    byte[] magic = node.envelope.write(node.entry("huge", "x"));
    server.command(
        bytes("SETRANGE"), bytes("huge"), bytes("0"), Arrays.copyOf(magic, magic.length - 1));
    assertThat(node.text("huge")).isEqualTo("nothing");
    assertThat(node.store.getAll(List.of("huge"))).isEmpty();
    assertThat(node.store.putIfAbsent(node.entry("huge", "small"), any -> true)).isTrue();
    assertThat(node.text("huge")).isEqualTo("small");
  }

  /** Returns the bytes under a key. */
  private static byte[] stored(String key) {
    byte[] value = (byte[]) server.command(bytes("GET"), bytes(key));
    return Objects.requireNonNull(value);
  }

  private static byte[] bytes(String text) {
    return StoreNode.command(text, "", new byte[0])[0];
  }
}
