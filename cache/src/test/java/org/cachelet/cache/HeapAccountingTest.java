// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;
import static org.awaitility.Awaitility.await;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the cache thinks its entries take is what they take from the heap, within a fifth. */
final class HeapAccountingTest {
  private static final int ENTRIES = 20_000;

  private static final Duration MEASURING = Duration.ofMinutes(1);

  static Stream<Arguments> values() {
    return Stream.of(
        value("text of 100 characters", i -> "x".repeat(92) + (10_000_000 + i)),
        value("text of 2,000 characters", i -> "x".repeat(1_992) + (10_000_000 + i)),
        value("text outside of Latin-1", i -> "\u20ac".repeat(192) + (10_000_000 + i)),
        value("whole number", i -> (long) i + 1_000_000),
        value("list of 20 texts", i -> list(i, 20)),
        value("mutable list of 20 texts", i -> new ArrayList<>(list(i, 20))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("values")
  void bytes_areThoseOfTheHeap(String name, IntFunction<Object> value) {
    // What was left by other tests may be let go of while this measures: then it measures again.
    await().atMost(MEASURING).untilAsserted(() -> assertBytesAreThoseOfTheHeap(value));
  }

  private static void assertBytesAreThoseOfTheHeap(IntFunction<Object> value) {
    CacheOptions roomy = CacheOptions.DEFAULT.withMaxBytes(1L << 30);
    try (Caches caches = Caches.builder().options(cache -> roomy).build()) {
      fill(caches.cache("warm-up"), value); // loads classes and grows shared tables
      Cache cache = caches.cache("measured");
      long before = usedHeap();
      fill(cache, value);
      long taken = usedHeap() - before;
      CacheStatistics statistics = cache.statistics();
      assertThat(statistics.entries()).isEqualTo(ENTRIES);
      assertThat(statistics.bytes()).isCloseTo(taken, withPercentage(20));
    }
  }

  private static void fill(Cache cache, IntFunction<Object> value) {
    for (int i = 0; i < ENTRIES; i++) {
      cache.put("product:" + (1_000_000 + i), value.apply(i), PutOptions.ofTags("t" + i % 10));
    }
  }

  private static List<String> list(int i, int size) {
    return Stream.iterate(0, n -> n + 1).limit(size).map(n -> "element " + i + " " + n).toList();
  }

  private static long usedHeap() {
    long used = Long.MAX_VALUE;
    for (int i = 0; i < 5; i++) { // the smallest of some, since other threads allocate too
      System.gc();
      used = Math.min(used, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    }
    return used;
  }

  private static Arguments value(String name, IntFunction<Object> value) {
    return Arguments.of(name, value);
  }
}
