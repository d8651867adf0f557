// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class RenderingsTest {
  private final Renderings one = places(1, Duration.ofMinutes(1));

  @Test
  void place_isFreeAgain_onceOnly_whenItIsClosed() {
    Renderings two = places(2, Duration.ZERO);
    Renderings.Place first = requireNonNull(two.tryTake());
    assertThat(two.tryTake()).isNotNull();
    assertThat(two.tryTake()).isNull();
    first.close();
    first.close();
    assertThat(two.take()).isNotNull();
    assertThat(two.take()).isNull();
  }

  @Test
  void place_isGivenToWhoWaits_beforeWhoComes() {
    Renderings.Place first = requireNonNull(one.tryTake());
    CompletableFuture<Renderings.Place> waiting = new CompletableFuture<>();
    Thread thread = new Thread(() -> waiting.complete(one.take()));
    thread.start();
    await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);
    first.close();
    assertThat(waiting.join()).isNotNull();
    assertThat(one.tryTake()).isNull();
  }

  @Test
  void thread_staysInterrupted_andHasNoPlace() {
    Renderings.Place first = requireNonNull(one.tryTake());
    Thread.currentThread().interrupt();
    assertThat(one.take()).isNull();
    assertThat(Thread.interrupted()).isTrue();
    first.close();
    assertThat(one.tryTake()).isNotNull();
  }

  @Test
  void places_areWithoutNumber_whenThereIsNoCap() {
    Renderings all = places(0, Duration.ZERO);
    assertThat(all).isSameAs(Renderings.UNLIMITED);
    for (int i = 0; i < 1_000; i++) {
      assertThat(all.tryTake()).isNotNull();
    }
  }

  private static Renderings places(int number, Duration wait) {
    return Renderings.of(new PageBounds(1, 1, 1, 1, number, wait));
  }
}
