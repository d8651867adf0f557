// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Nobody reads content that was made from data older than the last invalidation, however rendering,
 * storing, invalidating and reading fall together.
 */
final class InvalidationInterleavingTest {
  private static final int SCHEDULES = 2_000;
  private static final int STEPS = 60;
  private static final String KEY = "page";
  private static final String TAG = "product:17";

  /** The ways in which one piece of content can be invalidated. */
  enum Way {
    TAG_OF_CONTENT {
      @Override
      void invalidate(Caches caches) {
        caches.invalidateTags(TAG);
      }
    },
    OWN_KEY {
      @Override
      void invalidate(Caches caches) {
        caches.cache().delete(KEY);
      }
    },
    WHOLE_CACHE {
      @Override
      void invalidate(Caches caches) {
        caches.cache().clear();
      }
    },
    ALL_CACHES {
      @Override
      void invalidate(Caches caches) {
        caches.clear();
      }
    },
    VERSION {
      @Override
      void invalidate(Caches caches) {
        caches.cache().bumpVersion();
      }
    };

    abstract void invalidate(Caches caches);
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void read_isNeverOlderThanTheInvalidation_inAnyOrderOfSteps(Way way) {
    for (int seed = 0; seed < SCHEDULES; seed++) {
      new Schedule(new Random(seed), way).run("seed " + seed);
    }
  }

  /** One random order of the steps of some renderings, a writer and a reader, on one thread. */
  private static final class Schedule {
    private final Random random;
    private final Way way;
    private final Caches caches = Caches.builder().build();
    private final EntryCache entries = caches.entries(Caches.DEFAULT_NAME);
    private final List<Making> begun = new ArrayList<>();
    private final List<Rendered> rendered = new ArrayList<>();
    private long data;
    private long acknowledged;

    Schedule(Random random, Way way) {
      this.random = random;
      this.way = way;
    }

    void run(String description) {
      try (caches) {
        for (int i = 0; i < STEPS; i++) {
          step(description + ", step " + i);
        }
      }
    }

    private void step(String description) {
      switch (random.nextInt(6)) {
        case 0 -> begun.add(entries.begin(KEY));
        case 1 -> render();
        case 2 -> store();
        case 3 -> data++;
        case 4 -> invalidate();
        default -> read(description);
      }
    }

    private void render() {
      if (!begun.isEmpty()) {
        Making making = begun.remove(random.nextInt(begun.size()));
        rendered.add(new Rendered(making, data));
      }
    }

    private void store() {
      if (!rendered.isEmpty()) {
        Rendered one = rendered.remove(random.nextInt(rendered.size()));
        one.making().dependencies().tag(TAG);
        entries.put(one.making(), new Amount(one.data()), Lifetime.of(Duration.ofHours(1)));
      }
    }

    private void invalidate() {
      way.invalidate(caches);
      acknowledged = data;
    }

    private void read(String description) {
      entries
          .lookup(KEY)
          .entry()
          .ifPresent(
              entry ->
                  assertThat(((Amount) entry.content()).value())
                      .as(description)
                      .isGreaterThanOrEqualTo(acknowledged));
    }
  }

  @Test
  void read_isNeverOlderThanTheInvalidation_whenThreadsRace() throws Exception {
    AtomicLong data = new AtomicLong();
    AtomicLong acknowledged = new AtomicLong();
    CountDownLatch end = new CountDownLatch(1);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try (Caches caches = Caches.builder().build()) {
      Cache cache = caches.cache();
      List<Future<Long>> readers = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        readers.add(threads.submit(() -> readUntil(end, cache, data, acknowledged)));
      }
      for (int i = 0; i < 20_000; i++) {
        long written = data.incrementAndGet();
        cache.invalidateTags(TAG);
        acknowledged.set(written);
      }
      await().until(() -> cache.statistics().hits() > 0); // on a busy machine, only now
      end.countDown();
      for (Future<Long> reader : readers) {
        assertThat(reader.get()).isZero();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  /** Returns how many reads were older than what had been acknowledged before the read. */
  private static long readUntil(
      CountDownLatch end, Cache cache, AtomicLong data, AtomicLong acknowledged) {
    long stale = 0;
    while (end.getCount() > 0) {
      long atLeast = acknowledged.get();
      long value =
          cache.getOrCompute(KEY, ValueType.of(Long.class), PutOptions.ofTags(TAG), data::get);
      stale += value < atLeast ? 1 : 0;
    }
    return stale;
  }

  private record Rendered(Making making, long data) {}
}
