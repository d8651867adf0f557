// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache.redisson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.cachelet.cache.Amount;
import org.cachelet.cache.Entry;
import org.cachelet.cache.FakeTime;
import org.cachelet.test.redis.RedisServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Changes by several nodes at once, and what one node believes of what another one did. */
final class AtomicChangesTest {
  private final FakeTime time = new FakeTime();
  private RedisServer server;
  private StoreNode one;
  private StoreNode other;

  @BeforeEach
  void start() {
    server = RedisServer.start();
    one = StoreNode.at(server.url(), time);
    other = StoreNode.at(server.url(), time);
  }

  @AfterEach
  void stop() {
    one.close();
    other.close();
    server.close();
  }

  @Test
  void increments_addUp_whenThreadsOfTwoNodesMakeThem() throws Exception {
    int threads = 4;
    int increments = 250;
    ExecutorService pool = Executors.newFixedThreadPool(2 * threads);
    try {
      List<Future<?>> done = new ArrayList<>();
      for (StoreNode node : List.of(one, other)) {
        for (int i = 0; i < threads; i++) {
          done.add(
              pool.submit(
                  () -> {
                    for (int n = 0; n < increments; n++) {
                      add(node, 1);
                    }
                  }));
        }
      }
      for (Future<?> future : done) {
        future.get();
      }
    } finally {
      pool.shutdownNow();
    }
    assertThat(one.text("n")).isEqualTo(String.valueOf(2 * threads * increments));
    assertThat(one.failures.get() + other.failures.get()).isZero();
  }

  @Test
  void putIfAbsent_isWonByOneNode() {
    assertThat(one.store.putIfAbsent(one.entry("k", "one"), any -> true)).isTrue();
    assertThat(other.store.putIfAbsent(other.entry("k", "other"), any -> true)).isFalse();
    assertThat(other.text("k")).isEqualTo("one");
  }

  @Test
  void putIfAbsent_isDone_whenWhatThisNodePutIsGoneMeanwhile() {
    assertThat(one.store.putIfAbsent(one.entry("k", "first"), any -> true)).isTrue();
    other.store.remove("k");
    assertThat(one.store.putIfAbsent(one.entry("k", "second"), any -> true)).isTrue();
    assertThat(other.text("k")).isEqualTo("second");
  }

  @Test
  void touch_reachesWhatAnotherNodePut() {
    other.store.put(other.entry("k", "x"));
    time.pass(Duration.ofSeconds(50));
    assertThat(one.store.touch("k", StoreNode.MINUTE, time.millis(), any -> true)).isTrue();
    time.pass(Duration.ofSeconds(50));
    assertThat(other.text("k")).isEqualTo("x");
  }

  @Test
  void add_goesOnWithWhatAnotherNodePut() {
    add(one, 1);
    other.store.put(other.entry("n", new Amount(100)));
    assertThat(add(one, 1)).isEqualTo(101);
    other.store.remove("n");
    assertThat(add(one, 1)).isEqualTo(1);
  }

  @Test
  void add_refuses_byWhatIsThereNow() {
    add(one, 1);
    other.store.put(other.entry("n", "text"));
    assertThatIllegalStateException().isThrownBy(() -> add(one, 1));
    other.store.put(other.entry("n", new Amount(Long.MAX_VALUE)));
    assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> add(one, 1));
    other.store.put(other.entry("n", new Amount(5)));
    assertThat(add(one, 1)).isEqualTo(6);
  }

  @Test
  void add_doesNotRefuse_byWhatWasThere() {
    Entry full = one.entry("n", new Amount(Long.MAX_VALUE));
    one.store.add(full, 1, any -> true);
    other.store.put(other.entry("n", new Amount(5)));
    assertThat(add(one, 1)).isEqualTo(6);
  }

  private static long add(StoreNode node, long delta) {
    Entry initial = node.entry("n", new Amount(delta));
    return ((Amount) node.store.add(initial, delta, any -> true).content()).value();
  }
}
