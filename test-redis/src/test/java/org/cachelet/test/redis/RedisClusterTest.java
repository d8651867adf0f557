// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A cluster shares keys among its masters, moves slots and replaces a killed master. */
final class RedisClusterTest {
  @BeforeEach
  void skipWithoutProgram() {
    assumeTrue(RedisServer.isAvailable(), RedisServer.whyUnavailable());
  }

  @Test
  void migrateSlot_movesItsKeys() {
    try (RedisCluster cluster = RedisCluster.start()) {
      assertThat(cluster.nodes()).hasSize(3);
      assertThat(cluster.url()).matches("redis\\+cluster://(127.0.0.1:\\d+,?){3}");
      int slot = cluster.slotOf("{tag}1");
      assertThat(slot).isEqualTo(cluster.slotOf("tag"));
      RedisServer from = cluster.ownerOf(slot);
      for (int i = 0; i < 150; i++) {
        from.command("SET", "{tag}" + i, "value " + i);
      }
      RedisServer to =
          cluster.nodes().stream().filter(node -> node != from).findFirst().orElseThrow();
      assertThatThrownBy(() -> to.command("GET", "{tag}1")).hasMessageStartingWith("MOVED");
      cluster.migrateSlot(slot, from, to);
      assertThat(cluster.ownerOf("{tag}1")).isSameAs(to);
      assertThat(to.command("GET", "{tag}149")).isEqualTo("value 149");
      assertThatThrownBy(() -> from.command("GET", "{tag}1")).hasMessageStartingWith("MOVED");
    }
  }

  @Test
  void replica_takesOver_whenItsMasterIsKilled() {
    try (RedisCluster cluster = RedisCluster.builder().replicas(1).start()) {
      RedisServer first = cluster.ownerOf("key");
      first.command("SET", "key", "value");
      assertThat(first.command("WAIT", "1", "5000")).isEqualTo(1L);
      first.kill();
      RedisServer second = cluster.awaitOwnerInsteadOf(first, cluster.slotOf("key"));
      assertThat(second).isNotSameAs(first);
      assertThat(second.command("GET", "key")).isEqualTo("value");
    }
  }
}
