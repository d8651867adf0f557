// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache.redisson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.cachelet.cache.Amount;
import org.cachelet.cache.Entry;
import org.cachelet.cache.FakeTime;
import org.cachelet.test.redis.RedisCluster;
import org.cachelet.test.redis.RedisMonitor;
import org.cachelet.test.redis.RedisServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The store in three masters that share the keys. */
final class RedisStoreClusterTest {
  private final FakeTime time = new FakeTime();
  private RedisCluster cluster;
  private StoreNode node;

  @BeforeEach
  void start() {
    cluster = RedisCluster.start();
    node = StoreNode.at(cluster.url(), time);
  }

  @AfterEach
  void stop() {
    node.close();
    cluster.close();
  }

  @Test
  void manyEntries_goToTheirMasters_inOneBatchEach() {
    List<Entry> entries = entries(50);
    List<RedisMonitor> monitors = new ArrayList<>();
    cluster.nodes().forEach(server -> monitors.add(server.monitor()));
    assertThat(node.store.putAll(entries)).isTrue();
    assertThat(node.store.getAll(keys(entries))).hasSize(50);
    for (RedisMonitor monitor : monitors) {
      List<String> lines = monitor.linesOf("GETRANGE");
      assertThat(lines).hasSizeGreaterThan(5);
      assertThat(lines.stream().map(line -> line.replaceAll("^.*\\[(.*?)].*$", "$1")).distinct())
          .hasSize(1);
      monitor.close();
    }
    entries.forEach(entry -> assertThat(node.text(entry.key())).isEqualTo(entry.key()));
  }

  @Test
  void counting_addsUp_onEachMaster() {
    for (int i = 0; i < 30; i++) {
      Entry one = node.entry("n" + i % 6, new Amount(1));
      node.store.add(one, 1, any -> true);
    }
    for (int i = 0; i < 6; i++) {
      assertThat(node.text("n" + i)).isEqualTo("5");
    }
  }

  @Test
  void entriesOfOtherMasters_areFound_whenOneIsGone() {
    List<Entry> entries = entries(30);
    node.store.putAll(entries);
    RedisServer gone = cluster.nodes().get(0);
    long lost = entries.stream().filter(e -> cluster.ownerOf(e.key()) == gone).count();
    gone.kill();
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> node.store.getAll(keys(entries)).size() == 30 - lost);
  }

  @Test
  void entries_areFoundAndChanged_whenHalfOfTheirSlotHasMoved() {
    List<Entry> entries =
        IntStream.range(0, 20).mapToObj(i -> node.entry("{moved}" + i, "{moved}" + i)).toList();
    node.store.putAll(entries);
    moveHalf(entries);
    assertThat(node.store.getAll(keys(entries))).hasSize(20);
    entries.forEach(entry -> assertThat(node.text(entry.key())).isEqualTo(entry.key()));
    assertThat(node.store.putAll(entries)).isTrue();
    Entry counter = node.entry("{moved}n", new Amount(1));
    for (int i = 1; i <= 3; i++) {
      assertThat(node.store.add(counter, 1, any -> true).content()).isEqualTo(new Amount(i));
    }
    node.store.remove("{moved}0");
    assertThat(node.store.getAll(keys(entries))).hasSize(19);
  }

  /** Leaves the slot of some entries on its way, with half of them on either side. */
  private void moveHalf(List<Entry> entries) {
    int slot = cluster.slotOf(entries.get(0).key());
    RedisServer from = cluster.ownerOf(slot);
    RedisServer to =
        cluster.nodes().stream().filter(server -> server != from).findFirst().orElseThrow();
    to.command("CLUSTER", "SETSLOT", slot + "", "IMPORTING", id(from));
    from.command("CLUSTER", "SETSLOT", slot + "", "MIGRATING", id(to));
    for (Entry entry : entries.subList(0, entries.size() / 2)) {
      from.command("MIGRATE", "127.0.0.1", to.port() + "", entry.key(), "0", "5000");
    }
  }

  private static String id(RedisServer server) {
    return String.valueOf(server.command("CLUSTER", "MYID"));
  }

  private List<Entry> entries(int count) {
    return IntStream.range(0, count).mapToObj(i -> node.entry("k" + i, "k" + i)).toList();
  }

  private static List<String> keys(List<Entry> entries) {
    return entries.stream().map(Entry::key).toList();
  }
}
