// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Reads that a crowd shares, from a source that stops at a gate. */
final class SharedReadsTest {
  private static final int CROWD = 20;

  private final CountDownLatch gate = new CountDownLatch(1);
  private final AtomicInteger count = new AtomicInteger();
  private final AtomicReference<@Nullable Entry> there = new AtomicReference<>(entry(1));
  private final SharedReads reads = new SharedReads(this::read);

  @Test
  void get_readsTwice_whenACrowdAsksForOneKey() throws Exception {
    List<FutureTask<@Nullable Entry>> crowd = new ArrayList<>();
    for (int n = 0; n < CROWD; n++) {
      crowd.add(ask());
    }
    gate.countDown();
    for (FutureTask<@Nullable Entry> one : crowd) {
      assertThat(one.get()).isSameAs(there.get());
    }
    assertThat(count).hasValue(2);
  }

  @Test
  void get_returnsWhatIsThereNow_whenAnotherReadBeganBefore() throws Exception {
    FutureTask<@Nullable Entry> early = ask();
    Entry next = entry(2);
    Entry before = there.getAndSet(next);
    FutureTask<@Nullable Entry> late = ask();
    gate.countDown();
    assertThat(early.get()).isSameAs(before);
    assertThat(late.get()).isSameAs(next);
  }

  @Test
  void get_failsForOneOnly_whenTheSourceFails() throws Exception {
    FutureTask<@Nullable Entry> first = ask();
    there.set(null); // the source cannot read that
    List<FutureTask<@Nullable Entry>> others = List.of(ask(), ask(), ask());
    gate.countDown();
    assertThat(first.get()).isNotNull();
    int failed = 0;
    for (FutureTask<@Nullable Entry> other : others) {
      failed += isFailed(other) ? 1 : 0;
    }
    assertThat(failed).isEqualTo(1);
    assertThatThrownBy(() -> reads.get("key")).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void get_returnsNothing_whenInterruptedWhileOthersRead() throws Exception {
    FutureTask<@Nullable Entry> first = ask();
    FutureTask<@Nullable Entry> second = ask();
    CompletableFuture<Boolean> stillInterrupted = new CompletableFuture<>();
    Thread third =
        start(
            () -> {
              Entry found = reads.get("key");
              stillInterrupted.complete(found == null && Thread.currentThread().isInterrupted());
            });
    third.interrupt();
    assertThat(stillInterrupted.get()).isTrue();
    gate.countDown();
    assertThat(first.get()).isNotNull();
    assertThat(second.get()).isNotNull();
  }

  private static boolean isFailed(FutureTask<?> task) throws InterruptedException {
    try {
      assertThat(task.get()).isNull();
      return false;
    } catch (ExecutionException e) {
      return true;
    }
  }

  /** Reads what is there now, and returns it when the gate is open. */
  private Entry read(String key) {
    count.incrementAndGet();
    Entry now = there.get();
    try {
      gate.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (now == null) {
      throw new IllegalStateException("the source fails");
    }
    return now;
  }

  /** Lets one more thread ask, and returns when it waits. */
  private FutureTask<@Nullable Entry> ask() {
    FutureTask<@Nullable Entry> task = new FutureTask<>(() -> reads.get("key"));
    start(task);
    return task;
  }

  private Thread start(Runnable task) {
    Thread thread = new Thread(task);
    thread.setDaemon(true);
    thread.start();
    await().atMost(Duration.ofMinutes(1)).until(() -> thread.getState() == Thread.State.WAITING);
    return thread;
  }

  private static Entry entry(long created) {
    return new Entry.Builder("key", new Amount(1)).created(created).build();
  }
}
