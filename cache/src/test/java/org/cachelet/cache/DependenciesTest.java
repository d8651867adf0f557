// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What parts depend on reaches the wholes around them. */
final class DependenciesTest {
  private static final ValueType<String> TEXT = ValueType.of(String.class);

  private final FakeTime time = new FakeTime();
  private final Caches caches = Caches.builder().time(time).random(() -> 0).build();
  private final Cache cache = caches.cache();

  @AfterEach
  void close() {
    caches.close();
  }

  @Test
  void current_forgets_whenNothingIsBeingMade() {
    Dependencies.current().tag("t").refuse("no reason");
    assertThat(Dependencies.current().tags()).isEmpty();
    assertThat(Dependencies.current().refusal()).isEmpty();
  }

  @Test
  void tagOfAPart_reachesTheWhole_whenThePartIsMade() {
    assertThat(whole()).isEqualTo("[part 1]");
    caches.invalidateTags("part-tag");
    assertThat(cache.contains("whole")).isFalse();
  }

  @Test
  void tagOfAPart_reachesTheWhole_whenThePartIsAHit() {
    part();
    assertThat(whole()).isEqualTo("[part 1]");
    caches.invalidateTags("part-tag");
    assertThat(cache.contains("whole")).isFalse();
  }

  @Test
  void tagOfAPart_reachesTheWhole_whenThePartIsReadByGetAll() {
    part();
    cache.getOrCompute(
        "whole",
        String.class,
        () -> cache.getAll(java.util.List.of("part"), String.class).toString());
    caches.invalidateTags("part-tag");
    assertThat(cache.contains("whole")).isFalse();
  }

  @Test
  void tagOfTheWhole_doesNotReachThePart() {
    whole();
    caches.invalidateTags("whole-tag");
    assertThat(cache.contains("whole")).isFalse();
    assertThat(cache.contains("part")).isTrue();
  }

  @Test
  void whole_livesNoLongerThanItsShortestPart() {
    part();
    time.pass(Duration.ofSeconds(6));
    whole();
    time.pass(Duration.ofMillis(3_999));
    assertThat(cache.contains("whole")).isTrue();
    time.pass(Duration.ofMillis(1));
    assertThat(cache.contains("whole")).isFalse();
  }

  @Test
  void whole_isNotStored_whenAPartIsRefused() {
    cache.getOrCompute(
        "whole",
        String.class,
        () ->
            cache.getOrCompute(
                "part",
                String.class,
                () -> {
                  Dependencies.current().refuse("reads the user");
                  return "for one user";
                }));
    assertThat(cache.contains("part")).isFalse();
    assertThat(cache.contains("whole")).isFalse();
  }

  @Test
  void inputsOfAPart_reachTheWhole_alsoOnAHit() {
    EntryCache entries = caches.entries(Caches.DEFAULT_NAME);
    Maker<String, RuntimeException> reading =
        () -> {
          Dependencies.current().read(Input.of("locale"));
          return "Guten Tag";
        };
    cache.getOrCompute("part", String.class, reading);
    Making making = entries.begin("whole");
    Dependencies.Scope scope = making.dependencies().enter();
    try {
      cache.getOrCompute("part", String.class, reading);
    } finally {
      scope.close();
    }
    assertThat(making.dependencies().inputs()).containsExactly(Input.of("locale"));
  }

  @Test
  void reportsFromAnotherThread_reachTheContent_whenTheTaskIsWrapped() throws Exception {
    ExecutorService other = Executors.newSingleThreadExecutor();
    try {
      cache.getOrCompute(
          "k",
          String.class,
          () -> {
            Dependencies here = Dependencies.current();
            return other
                .submit(here.wrap(() -> Dependencies.current().tag("t").tags().toString()))
                .get();
          });
      assertThat(other.submit(() -> Dependencies.current().tags()).get()).isEmpty();
    } finally {
      other.shutdownNow();
    }
    caches.invalidateTags("t");
    assertThat(cache.contains("k")).isFalse();
  }

  @Test
  void current_isTheOuterOneAgain_whenAMakingFails() {
    EntryCache entries = caches.entries(Caches.DEFAULT_NAME);
    Making making = entries.begin("whole");
    Dependencies.Scope scope = making.dependencies().enter();
    try {
      cache.findOrCompute(
          "part",
          TEXT,
          PutOptions.DEFAULT,
          () -> {
            throw new IllegalStateException("part fails");
          });
    } catch (IllegalStateException e) {
      assertThat(Dependencies.current()).isSameAs(making.dependencies());
    } finally {
      scope.close();
    }
    assertThat(Dependencies.current()).isNotSameAs(making.dependencies());
  }

  private String whole() {
    return cache.getOrCompute(
        "whole", TEXT, PutOptions.ofTags("whole-tag"), () -> "[" + part() + "]");
  }

  private String part() {
    AtomicInteger makings = new AtomicInteger();
    return cache.getOrCompute(
        "part",
        TEXT,
        PutOptions.ofTtl(Duration.ofSeconds(10)).withTags("part-tag"),
        () -> "part " + makings.incrementAndGet());
  }
}
