// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Three sentinels replace a master that was killed. */
final class RedisSentinelsTest {
  @Test
  void replica_becomesMaster_whenTheMasterIsKilled() {
    assumeTrue(RedisServer.isAvailable(), RedisServer.whyUnavailable());
    try (RedisSentinels sentinels =
        RedisSentinels.builder().downAfter(Duration.ofMillis(500)).start()) {
      RedisServer first = sentinels.master();
      assertThat(sentinels.replicas()).hasSize(1);
      assertThat(sentinels.sentinels()).hasSize(3);
      assertThat(sentinels.url()).matches("redis\\+sentinel://(127.0.0.1:\\d+,?){3}/mymaster");
      first.command("SET", "key", "value");
      first.command("WAIT", "1", "5000");
      first.kill();
      RedisServer second = sentinels.awaitMasterInsteadOf(first);
      assertThat(second.port()).isEqualTo(sentinels.masterPort()).isNotEqualTo(first.port());
      assertThat(second.command("GET", "key")).isEqualTo("value");
      assertThat(second.command("SET", "key", "other")).isEqualTo("OK");
    }
  }
}
