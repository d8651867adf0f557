// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What listeners are told, and what becomes of those that fail. */
final class CacheListenerTest {
  private final FakeTime time = new FakeTime();
  private final Recorder recorder = new Recorder();
  private final Caches caches =
      Caches.builder().time(time).random(() -> 0).withoutJmx().listener(recorder).build();
  private final Cache cache = caches.cache("products");

  @AfterEach
  void close() {
    caches.close();
  }

  @Test
  void listener_getsTheFullKey_ofEveryEvent() {
    cache.getAll(List.of("k"), String.class);
    assertThat(cache.getOrCompute("k", String.class, () -> "v")).isEqualTo("v");
    assertThat(recorder.events)
        .containsExactly(
            "products MISS cachelet:products:v1:k ",
            "products MISS cachelet:products:v1:k ",
            "products MAKING cachelet:products:v1:k ",
            "products PUT cachelet:products:v1:k ");
  }

  @Test
  void listener_getsTheReason_whenAMakingFailsOrIsRefused() {
    assertThatIllegalStateException()
        .isThrownBy(() -> cache.getOrCompute("k", String.class, CacheListenerTest::failing));
    assertThat(cache.getOrCompute("k", String.class, CacheListenerTest::unshared)).isEqualTo("v");
    assertThat(recorder.events)
        .contains(
            "products FAILURE cachelet:products:v1:k java.lang.IllegalStateException: no database",
            "products REFUSAL cachelet:products:v1:k made for one visitor");
  }

  @Test
  void listener_isToldOfTheRule_whenTheCacheIsUsedUnderOne() {
    caches.entries("pages").forRule("catalog").count(CacheEvent.BYPASS, "method is POST");
    assertThat(recorder.events).containsExactly("pages/catalog BYPASS  method is POST");
  }

  @Test
  void listener_isToldOfInvalidations_whicheverWayTheyCome() {
    caches.invalidateTags("a");
    cache.invalidateTags(Invalidation.Depth.SOFT, "b");
    cache.delete("k");
    cache.clear();
    cache.bumpVersion();
    caches.clear();
    assertThat(recorder.invalidations)
        .extracting(Invalidation::scope)
        .containsExactly(
            Invalidation.Scope.TAG,
            Invalidation.Scope.TAG,
            Invalidation.Scope.KEY,
            Invalidation.Scope.CACHE,
            Invalidation.Scope.VERSION,
            Invalidation.Scope.EVERYTHING);
  }

  @Test
  void failingListener_isLoggedOnceAMinute_andHasNoOtherEffect() {
    Recorder after = new Recorder();
    try (CaughtLog log = new CaughtLog(CacheListener.class);
        Caches failing =
            Caches.builder().time(time).listener(new Failing()).listener(after).build()) {
      failing.cache().put("k", "v");
      assertThat(failing.cache().get("k", String.class)).contains("v");
      failing.invalidateTags("t");
      time.pass(Duration.ofMinutes(1));
      failing.cache().put("k", "v");
      assertThat(log.at(Level.WARNING))
          .extracting(LogRecord::getMessage)
          .containsExactly(
              "cache listener org.cachelet.cache.CacheListenerTest$Failing failed:"
                  + " java.lang.IllegalStateException: listener fails",
              "cache listener org.cachelet.cache.CacheListenerTest$Failing failed:"
                  + " java.lang.IllegalStateException: listener fails"
                  + " (and 2 more since the last warning)");
    }
    assertThat(after.events).hasSize(3);
    assertThat(after.invalidations).hasSize(1);
  }

  @Test
  void failingRenewals_areLoggedOnceInTenSeconds_withoutStackTrace() {
    Lifetime lifetime = new Lifetime(Duration.ofSeconds(1), Duration.ofMinutes(1), Duration.ZERO);
    PutOptions options = PutOptions.of(lifetime);
    cache.put("k", "stale", options);
    time.pass(Duration.ofSeconds(1));
    try (CaughtLog log = new CaughtLog(Cache.class)) {
      for (int renewals = 1; renewals <= 3; renewals++) {
        renewInVain(options, log, renewals);
      }
      time.pass(Duration.ofSeconds(10));
      renewInVain(options, log, 4);
      assertThat(log.at(Level.WARNING))
          .extracting(LogRecord::getMessage)
          .containsExactly(
              "renewal of 'k' in cache products failed: java.lang.IllegalStateException: no"
                  + " database",
              "renewal of 'k' in cache products failed: java.lang.IllegalStateException: no"
                  + " database (and 2 more since the last warning)");
      assertThat(log.at(Level.WARNING)).extracting(LogRecord::getThrown).containsOnlyNulls();
    }
  }

  /** Asks for a stale value, and returns when its renewal has failed. */
  private void renewInVain(PutOptions options, CaughtLog log, int renewals) {
    ValueType<String> text = ValueType.of(String.class);
    assertThat(cache.getOrCompute("k", text, options, CacheListenerTest::failing))
        .isEqualTo("stale");
    await().until(() -> log.at(Level.FINE).size() == renewals);
  }

  private static String failing() {
    throw new IllegalStateException("no database");
  }

  private static String unshared() {
    Dependencies.current().refuse("made for one visitor");
    return "v";
  }

  /** Remembers what it is told. */
  private static final class Recorder implements CacheListener {
    private final List<String> events = new CopyOnWriteArrayList<>();
    private final List<Invalidation> invalidations = new ArrayList<>();

    @Override
    public void onEvent(String cache, CacheEvent event, String key, String detail) {
      events.add(cache + ' ' + event + ' ' + key + ' ' + detail);
    }

    @Override
    public void onInvalidation(Invalidation invalidation) {
      invalidations.add(invalidation);
    }
  }

  /** Throws whatever it is told. */
  private static final class Failing implements CacheListener {
    @Override
    public void onEvent(String cache, CacheEvent event, String key, String detail) {
      throw new IllegalStateException("listener fails");
    }

    @Override
    public void onInvalidation(Invalidation invalidation) {
      throw new IllegalStateException("listener fails");
    }
  }
}
