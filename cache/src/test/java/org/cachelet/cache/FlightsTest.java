// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Makings under way on two nodes that share leases and a store. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class FlightsTest {
  private static final String KEY = "k";
  private static final Duration LONG = Duration.ofSeconds(50);
  private static final Entry ENTRY = new Entry.Builder(KEY, new Amount(1)).build();

  private final FakeTime time = new FakeTime();
  private final LeasesInMemory leases = LeasesInMemory.first();
  private final Map<String, Entry> store = new ConcurrentHashMap<>();
  private final Flights here = new Flights(time, leases);
  private final Flights there = new Flights(time, leases.another("second"));

  @Test
  void join_isForTheLeader_onOneNodeOnly() {
    assertThat(join(here).role()).isEqualTo(Flight.Role.LEADER);
    assertThat(join(here).role()).isEqualTo(Flight.Role.FOLLOWER);
    assertThat(join(there).role()).isEqualTo(Flight.Role.FOLLOWER);
    assertThat(join(there).role()).isEqualTo(Flight.Role.FOLLOWER);
  }

  @Test
  void follower_getsTheEntry_asSoonAsAnotherNodeStoredIt() {
    try (Flight leader = join(here)) {
      CompletableFuture<Flight.Landing> first = following(join(there));
      CompletableFuture<Flight.Landing> second = following(join(there));
      store.put(KEY, ENTRY);
      assertThat(first.join().entry()).contains(ENTRY);
      assertThat(second.join().outcome()).isEqualTo(Flight.Outcome.STORED);
      leader.complete(ENTRY);
    }
    assertThat(leases.isFree(KEY)).isTrue();
  }

  @Test
  void follower_joinsAgain_whenTheLeadingNodeDied() {
    Flight dead = join(here);
    assertThat(dead.role()).isEqualTo(Flight.Role.LEADER);
    CompletableFuture<Flight.Landing> following = following(join(there));
    leases.expire();
    assertThat(following.join().outcome()).isEqualTo(Flight.Outcome.LOST);
    assertThat(join(there).role()).isEqualTo(Flight.Role.LEADER);
  }

  @Test
  void follower_doesNotWait_whenTheContentIsNotShared() {
    Flight leader = join(here);
    CompletableFuture<Flight.Landing> following = following(join(there));
    leader.completeUnshared();
    assertThat(following.join().outcome()).isEqualTo(Flight.Outcome.UNSHARED);
    assertThat(join(there).role()).isEqualTo(Flight.Role.SOLO);
    assertThat(join(new Flights(time, leases.another("third"))).role()).isEqualTo(Flight.Role.SOLO);
  }

  @Test
  void follower_isToldOfTheTime_whenItIsOver() {
    try (Flight leader = join(here);
        Flight follower = join(there)) {
      assertThat(follower.await(Duration.ofMillis(30)).outcome())
          .isEqualTo(Flight.Outcome.TIMED_OUT);
      assertThat(leader.role()).isEqualTo(Flight.Role.LEADER);
    }
  }

  @Test
  void flight_isFreeAgain_whenAFollowerGoesAwayWithoutWaiting() {
    try (Flight leader = join(here)) {
      join(there).close();
      assertThat(leader.role()).isEqualTo(Flight.Role.LEADER);
    }
    assertThat(join(there).role()).isEqualTo(Flight.Role.LEADER);
  }

  @Test
  void follower_isInterrupted_whileItWaits() {
    try (Flight leader = join(here);
        Flight follower = join(there)) {
      Thread.currentThread().interrupt();
      assertThat(follower.await(LONG).outcome()).isEqualTo(Flight.Outcome.FAILED);
      assertThat(Thread.interrupted()).isTrue();
      assertThat(leader.role()).isEqualTo(Flight.Role.LEADER);
    }
  }

  private CompletableFuture<Flight.Landing> following(Flight flight) {
    CompletableFuture<Thread> begun = new CompletableFuture<>();
    CompletableFuture<Flight.Landing> end =
        CompletableFuture.supplyAsync(
            () -> {
              begun.complete(Thread.currentThread());
              return flight.await(LONG);
            },
            task -> new Thread(task, "follower").start());
    await()
        .until(
            () ->
                begun.isDone()
                    && (begun.join().getState() == Thread.State.TIMED_WAITING || end.isDone()));
    return end;
  }

  private Flight join(Flights flights) {
    return flights.join(KEY, store::get);
  }
}
