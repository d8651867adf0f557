// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The low-level API, on the embedded store. */
final class CacheTest {
  private static final ValueType<List<String>> STRINGS = ValueType.listOf(String.class);

  private final FakeTime time = new FakeTime();
  private final Caches caches = Caches.builder().time(time).random(() -> 0).build();
  private final Cache cache = caches.cache();

  @AfterEach
  void close() {
    caches.close();
  }

  @Test
  void get_isEmpty_whenNothingWasStored() {
    assertThat(cache.get("k", String.class)).isEmpty();
    assertThat(cache.contains("k")).isFalse();
  }

  @Test
  void get_returnsTheLastValue_whenOneWasStored() {
    cache.put("k", "first");
    cache.put("k", "second");
    assertThat(cache.get("k", String.class)).contains("second");
    assertThat(cache.contains("k")).isTrue();
  }

  @Test
  void get_isEmpty_whenTheValueIsOfAnotherType() {
    cache.put("k", "text");
    assertThat(cache.get("k", Integer.class)).isEmpty();
    assertThat(cache.get("k", STRINGS)).isEmpty();
  }

  @Test
  void get_returnsTheVeryValue_whenItIsImmutable() {
    String text = "a text of its own".repeat(2);
    cache.put("k", text);
    assertThat(cache.get("k", String.class)).containsSame(text);
  }

  @Test
  void value_staysAsStored_whenTheCallerChangesItAfterPut() {
    List<String> list = new ArrayList<>(List.of("a"));
    cache.put("k", list);
    list.add("b");
    assertThat(cache.get("k", STRINGS)).contains(List.of("a"));
  }

  @Test
  void value_staysAsStored_whenTheCallerChangesItAfterGet() {
    cache.put("k", new ArrayList<>(List.of("a")));
    cache.get("k", STRINGS).orElseThrow().add("b");
    assertThat(cache.get("k", STRINGS)).contains(List.of("a"));
  }

  @Test
  void value_staysAsMade_whenTheCallerChangesWhatGetOrComputeReturned() {
    cache
        .getOrCompute("k", STRINGS, PutOptions.DEFAULT, () -> new ArrayList<>(List.of("a")))
        .add("b");
    assertThat(cache.get("k", STRINGS)).contains(List.of("a"));
  }

  @Test
  void value_expires_whenItsTtlIsOver() {
    cache.put("k", "v", PutOptions.ofTtl(Duration.ofSeconds(10)));
    time.pass(Duration.ofMillis(9_999));
    assertThat(cache.get("k", String.class)).contains("v");
    time.pass(Duration.ofMillis(1));
    assertThat(cache.get("k", String.class)).isEmpty();
  }

  @Test
  void value_hasTheCachesOwnLifetime_whenPutWithoutOptions() {
    cache.put("k", "v");
    time.pass(Duration.ofMinutes(5).minusMillis(1));
    assertThat(cache.contains("k")).isTrue();
    time.pass(Duration.ofMillis(1));
    assertThat(cache.contains("k")).isFalse();
  }

  @Test
  void putIfAbsent_stores_onlyWhenThereIsNoValue() {
    assertThat(cache.putIfAbsent("k", "first")).isTrue();
    assertThat(cache.putIfAbsent("k", "second")).isFalse();
    assertThat(cache.get("k", String.class)).contains("first");
  }

  @Test
  void putIfAbsent_stores_whenTheValueExpiredOrWasInvalidated() {
    cache.put("expired", "old", PutOptions.ofTtl(Duration.ofSeconds(1)));
    cache.put("invalidated", "old", PutOptions.ofTags("t"));
    time.pass(Duration.ofSeconds(1));
    cache.invalidateTags("t");
    assertThat(cache.putIfAbsent("expired", "new")).isTrue();
    assertThat(cache.putIfAbsent("invalidated", "new")).isTrue();
  }

  @Test
  void getAll_returnsWhatThereIs_inTheOrderOfTheKeys() {
    cache.putAll(Map.of("a", "1", "c", "3"));
    assertThat(cache.getAll(List.of("c", "b", "a"), String.class))
        .containsExactly(Map.entry("c", "3"), Map.entry("a", "1"));
  }

  @Test
  void putAll_storesAll_withTheirOptions() {
    cache.putAll(Map.of("a", "1", "b", "2"), PutOptions.ofTags("t"));
    cache.invalidateTags("t");
    assertThat(cache.getAll(List.of("a", "b"), String.class)).isEmpty();
  }

  @Test
  void delete_tellsWhetherThereWasAValue() {
    cache.put("k", "v");
    assertThat(cache.delete("k")).isTrue();
    assertThat(cache.delete("k")).isFalse();
    assertThat(cache.get("k", String.class)).isEmpty();
  }

  @Test
  void deleteAll_removesTheseAndNoOthers() {
    cache.putAll(Map.of("a", "1", "b", "2", "c", "3"));
    cache.deleteAll(List.of("a", "b"));
    assertThat(cache.getAll(List.of("a", "b", "c"), String.class)).containsOnlyKeys("c");
  }

  @Test
  void put_isFound_whenTheKeyWasDeletedBefore() {
    cache.delete("k");
    cache.put("k", "v");
    assertThat(cache.get("k", String.class)).contains("v");
  }

  @Test
  void increment_beginsAtZero_andIsReadAsAnyWholeNumber() {
    assertThat(cache.increment("n")).isEqualTo(1);
    assertThat(cache.increment("n", 41)).isEqualTo(42);
    assertThat(cache.decrement("n")).isEqualTo(41);
    assertThat(cache.decrement("n", 40)).isEqualTo(1);
    assertThat(cache.get("n", Integer.class)).contains(1);
    assertThat(cache.get("n", long.class)).contains(1L);
  }

  @Test
  void increment_addsToANumberThatWasPut() {
    cache.put("n", 5);
    assertThat(cache.increment("n")).isEqualTo(6);
  }

  @Test
  void increment_keepsTheLifetime() {
    cache.increment("n", 1, PutOptions.ofTtl(Duration.ofSeconds(10)));
    time.pass(Duration.ofSeconds(9));
    cache.increment("n", 1, PutOptions.ofTtl(Duration.ofSeconds(10)));
    time.pass(Duration.ofSeconds(1));
    assertThat(cache.increment("n")).isEqualTo(1);
  }

  @Test
  void increment_losesNothing_whenManyThreadsCount() {
    IntStream.range(0, 10_000).parallel().forEach(i -> cache.increment("n"));
    assertThat(cache.get("n", Integer.class)).contains(10_000);
  }

  @Test
  void increment_refuses_whenTheValueIsNoNumber() {
    cache.put("k", "text");
    assertThatIllegalStateException()
        .isThrownBy(() -> cache.increment("k"))
        .withMessage("content under key 'cachelet:default:v1:k' is not a number");
    assertThat(cache.get("k", String.class)).contains("text");
  }

  @Test
  void increment_refuses_whenTheSumDoesNotFit() {
    cache.put("n", Long.MAX_VALUE);
    assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> cache.increment("n"));
    assertThat(cache.get("n", Long.class)).contains(Long.MAX_VALUE);
  }

  @Test
  void touch_givesANewLifetime_whenThereIsAValue() {
    cache.put("k", "v", PutOptions.ofTtl(Duration.ofSeconds(10)));
    time.pass(Duration.ofSeconds(9));
    assertThat(cache.touch("k", Lifetime.of(Duration.ofSeconds(10)))).isTrue();
    time.pass(Duration.ofSeconds(9));
    assertThat(cache.get("k", String.class)).contains("v");
    assertThat(cache.touch("absent")).isFalse();
  }

  @Test
  void touch_doesNotRevive_whenTheValueWasInvalidated() {
    cache.put("k", "v", PutOptions.ofTags("t"));
    cache.invalidateTags("t");
    assertThat(cache.touch("k")).isFalse();
    assertThat(cache.get("k", String.class)).isEmpty();
  }

  @Test
  void clear_removesEverythingOfThisCacheOnly() {
    Cache other = caches.cache("other");
    cache.put("k", "v");
    other.put("k", "v");
    cache.clear();
    assertThat(cache.contains("k")).isFalse();
    assertThat(other.contains("k")).isTrue();
  }

  @Test
  void versions_doNotSeeEachOther() {
    Cache two = cache.withVersion(2);
    cache.put("k", "one");
    two.put("k", "two");
    assertThat(cache.get("k", String.class)).contains("one");
    assertThat(two.get("k", String.class)).contains("two");
    assertThat(two.delete("k")).isTrue();
    assertThat(cache.contains("k")).isTrue();
  }

  @Test
  void bumpVersion_putsOlderEntriesOutOfReach() {
    cache.put("k", "old");
    assertThat(cache.bumpVersion()).isEqualTo(2);
    assertThat(cache.version()).isEqualTo(2);
    assertThat(cache.contains("k")).isFalse();
    cache.put("k", "new");
    assertThat(cache.get("k", String.class)).contains("new");
    assertThat(cache.withVersion(1).get("k", String.class)).contains("old");
  }

  @Test
  void invalidateTags_reachesEveryCache() {
    Cache other = caches.cache("other");
    cache.put("a", "v", PutOptions.ofTags("t", "u"));
    other.put("b", "v", PutOptions.ofTags("t"));
    other.put("c", "v", PutOptions.ofTags("u"));
    cache.invalidateTags("t");
    assertThat(cache.contains("a")).isFalse();
    assertThat(other.contains("b")).isFalse();
    assertThat(other.contains("c")).isTrue();
  }

  @Test
  void softInvalidation_makesStale_andTheStaleTimeBeginsThen() {
    Lifetime lifetime = new Lifetime(Duration.ofHours(1), Duration.ofMinutes(1), Duration.ZERO);
    cache.put("k", "v", PutOptions.of(lifetime).withTags("t"));
    time.pass(Duration.ofMinutes(10));
    cache.invalidateTags(Invalidation.Depth.SOFT, "t");
    assertThat(cache.get("k", String.class)).contains("v");
    time.pass(Duration.ofMinutes(1));
    assertThat(cache.get("k", String.class)).isEmpty();
  }

  @Test
  void softInvalidation_isAHardOne_whenNoStaleTimeIsAllowed() {
    cache.put("k", "v", PutOptions.ofTags("t"));
    cache.invalidateTags(Invalidation.Depth.SOFT, "t");
    assertThat(cache.get("k", String.class)).isEmpty();
  }

  @Test
  void getOrCompute_makesOnce_untilTheValueExpires() {
    AtomicInteger makings = new AtomicInteger();
    for (int i = 0; i < 3; i++) {
      assertThat(cache.getOrCompute("k", Integer.class, makings::incrementAndGet)).isEqualTo(1);
    }
    time.pass(Duration.ofMinutes(5));
    assertThat(cache.getOrCompute("k", Integer.class, makings::incrementAndGet)).isEqualTo(2);
  }

  @Test
  void getOrCompute_throwsWhatTheMakerThrows_andStoresNothing() {
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(
            () ->
                cache.getOrCompute(
                    "k",
                    String.class,
                    () -> {
                      throw new IOException("database down");
                    }))
        .withMessage("database down");
    assertThat(cache.contains("k")).isFalse();
    assertThat(cache.statistics().failures()).isEqualTo(1);
  }

  @Test
  void getOrCompute_returnsTheStaleValue_whenTheMakerFailsWithinStaleIfError() {
    Lifetime lifetime = new Lifetime(Duration.ofSeconds(1), Duration.ZERO, Duration.ofSeconds(10));
    ValueType<String> text = ValueType.of(String.class);
    cache.put("k", "stale", PutOptions.of(lifetime));
    time.pass(Duration.ofSeconds(10));
    assertThat(cache.get("k", String.class)).isEmpty();
    String value =
        cache.getOrCompute(
            "k",
            text,
            PutOptions.DEFAULT,
            () -> {
              throw new IllegalStateException("database down");
            });
    assertThat(value).isEqualTo("stale");
    assertThat(cache.statistics().rescues()).isEqualTo(1);
  }

  @Test
  void findOrCompute_remembersThatNothingIsThere_forItsOwnTime() {
    AtomicInteger makings = new AtomicInteger();
    Maker<Optional<String>, RuntimeException> nothing =
        () -> {
          makings.incrementAndGet();
          return Optional.empty();
        };
    ValueType<String> text = ValueType.of(String.class);
    assertThat(cache.findOrCompute("k", text, PutOptions.DEFAULT, nothing)).isEmpty();
    assertThat(cache.findOrCompute("k", text, PutOptions.DEFAULT, nothing)).isEmpty();
    assertThat(makings).hasValue(1);
    assertThat(cache.contains("k")).isFalse();
    time.pass(Duration.ofSeconds(30));
    assertThat(cache.findOrCompute("k", text, PutOptions.DEFAULT, nothing)).isEmpty();
    assertThat(makings).hasValue(2);
  }

  @Test
  void nothing_givesWay_whenAValueIsPutIfAbsent() {
    ValueType<String> text = ValueType.of(String.class);
    assertThat(cache.findOrCompute("k", text, PutOptions.DEFAULT, Optional::empty)).isEmpty();
    assertThat(cache.putIfAbsent("k", "v")).isTrue();
    assertThat(cache.get("k", String.class)).contains("v");
  }

  @Test
  void key_isRefused_whenEmptyOrTooLong() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> cache.put("", "v"))
        .withMessage("cache key has 0 characters, allowed are 1 to 2000");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> cache.get("k".repeat(2_001), String.class))
        .withMessageStartingWith("cache key has 2001 characters, allowed are 1 to 2000: kkk");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "new\nline"})
  void tag_isRefused_whenEmptyOrWithControlCharacters(String tag) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PutOptions.ofTags(tag))
        .withMessage("tag is '" + tag + "', allowed are 1 to 250 characters, no control ones");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Products", "1st", "a:b", "an-overlong-name-for-any-named-cache"})
  void name_isRefused_whenItCouldBeMistakenInAKey(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> caches.cache(name))
        .withMessageStartingWith("cache name is '" + name + "', allowed are lower-case letters");
  }

  @Test
  void statistics_countWhatHappened() {
    cache.get("k", String.class);
    cache.put("k", "v");
    cache.get("k", String.class);
    cache.get("k", String.class);
    CacheStatistics statistics = cache.statistics();
    assertThat(statistics.hits()).isEqualTo(2);
    assertThat(statistics.misses()).isEqualTo(1);
    assertThat(statistics.puts()).isEqualTo(1);
    assertThat(statistics.hitRatio()).isEqualTo(2.0 / 3);
    assertThat(statistics.entries()).isEqualTo(1);
    assertThat(statistics.bytes()).isPositive();
  }
}
