// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Several nodes in one process, each with the thread that reads its log. */
final class SharedInvalidationLogThreadTest {
  private static final SharedInvalidationLog.Options OPTIONS =
      new SharedInvalidationLog.Options(100_000, Duration.ofHours(1));

  private final MonotonicTime time = new MonotonicTime();
  private final LogStreamInMemory.Server server = new LogStreamInMemory.Server(time);
  private final LogStreamInMemory stream = server.node();
  private final SharedInvalidationLog a = SharedInvalidationLog.start(stream, time, OPTIONS);
  private final SharedInvalidationLog b = SharedInvalidationLog.start(server.node(), time, OPTIONS);

  @BeforeEach
  void awaitStart() {
    await().until(() -> a.isCurrent() && b.isCurrent());
  }

  @AfterEach
  void close() {
    a.close();
    b.close();
  }

  @Test
  void invalidation_isSeenByOthers_whileTheyWaitForIt() {
    Entry there = entry(b);
    a.append(invalidation());
    await().until(() -> isInvalid(b, there));
  }

  @Test
  void contentMadeAfterAnInvalidation_isNotOutdated() {
    int late = 0;
    for (int i = 0; i < 1_000; i++) {
      a.append(invalidation());
      if (isInvalid(a, entry(a))) { // a busy machine did not let the reader run in time
        late++;
        await().until(() -> !isInvalid(a, entry(a)));
      }
    }
    assertThat(late).isLessThan(100);
  }

  @Test
  void pendingInvalidations_arrive_whenTheLogIsBack() {
    Entry there = entry(b);
    stream.cut();
    assertThat(a.append(invalidation())).isEqualTo(Delivery.PENDING);
    await().until(() -> !a.isCurrent());
    stream.heal();
    await().until(() -> isInvalid(b, there) && a.pending() == 0 && a.isCurrent());
  }

  @Test
  void tooManyPendingNames_makeEverythingInvalid() {
    Entry there = entry(b);
    stream.cut();
    for (int i = 0; i <= PendingInvalidations.MAX_WAITING; i++) {
      a.append(Invalidation.ofTags(Set.of("tag-" + i), Invalidation.Depth.HARD));
    }
    assertThat(a.pending()).isEqualTo(1);
    assertThat(isInvalid(a, entry(a))).isTrue();
    stream.heal();
    await().until(() -> isInvalid(b, there));
    await().until(() -> !isInvalid(a, entry(a)));
  }

  @Test
  void pendingNames_ofManyCalls_areMerged() {
    stream.cut();
    for (int i = 0; i < 5_000; i++) {
      a.append(Invalidation.ofTags(Set.of("tag-" + i % 2_500), Invalidation.Depth.HARD));
    }
    assertThat(a.pending()).isEqualTo(2_500);
    int before = server.items().size();
    stream.heal();
    await().until(() -> a.pending() == 0);
    await().until(() -> !isInvalid(a, entry(a)));
    assertThat(server.items()).hasSize(before + 3);
  }

  @Test
  void close_endsTheThread() {
    a.close();
    assertThat(Thread.getAllStackTraces().keySet())
        .filteredOn(thread -> thread.getName().equals("cachelet-log"))
        .hasSizeLessThanOrEqualTo(1);
  }

  @Test
  void close_saysWhatWasNotDelivered() {
    try (CaughtLog caught = new CaughtLog(SharedInvalidationLog.class)) {
      stream.cut();
      a.append(invalidation());
      a.close();
      assertThat(caught.at(Level.WARNING)).hasSize(1);
    }
  }

  @Test
  void read_isNeverOlderThanTheInvalidation_whenThreadsRace() throws Exception {
    AtomicLong data = new AtomicLong();
    AtomicLong acknowledged = new AtomicLong();
    CountDownLatch end = new CountDownLatch(1);
    ExecutorService threads = Executors.newFixedThreadPool(3);
    try {
      List<Future<Long>> readers = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        readers.add(threads.submit(() -> readUntil(end, data, acknowledged)));
      }
      for (int i = 0; i < 2_000; i++) {
        long written = data.incrementAndGet();
        a.append(invalidation());
        acknowledged.set(written);
      }
      end.countDown();
      for (Future<Long> reader : readers) {
        assertThat(reader.get()).isZero();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  /** Makes and keeps an entry as a store does; returns how often a valid one was too old. */
  private long readUntil(CountDownLatch end, AtomicLong data, AtomicLong acknowledged) {
    long stale = 0;
    Entry kept = builder(a, data::get).build(); // the others may have begun long ago
    while (end.getCount() > 0) {
      long atLeast = acknowledged.get();
      if (isInvalid(a, kept)) {
        Entry.Builder builder = builder(a, data::get);
        kept = builder.build();
      } else if (((Amount) kept.content()).value() < atLeast) {
        stale++;
      }
    }
    return stale;
  }

  private static Invalidation invalidation() {
    return Invalidation.ofTags(Set.of("t"), Invalidation.Depth.HARD);
  }

  private Entry entry(SharedInvalidationLog log) {
    return builder(log, () -> 0).build();
  }

  private Entry.Builder builder(SharedInvalidationLog log, LongSupplier data) {
    LogPosition since = log.latest(); // before the data are read
    return new Entry.Builder("k", new Amount(data.getAsLong()))
        .created(time.millis())
        .since(since)
        .tags(Set.of("t"));
  }

  private static boolean isInvalid(SharedInvalidationLog log, Entry entry) {
    return log.validUntil("default", entry) == InvalidationLog.INVALID;
  }
}
