// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many callers, one making. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class ComputationTest {
  private static final int CALLERS = 50;
  private static final ValueType<Integer> NUMBER = ValueType.of(Integer.class);

  private final FakeTime time = new FakeTime();
  private final List<CacheListener> listeners = new CopyOnWriteArrayList<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Caches caches =
      Caches.builder()
          .options(
              name ->
                  CacheOptions.DEFAULT.withFlightWait(
                      name.equals("patient") ? Duration.ofHours(1) : Duration.ofMillis(1)))
          .time(time)
          .random(() -> 0)
          .listener(
              (cache, event, key, detail) ->
                  listeners.forEach(one -> one.onEvent(cache, event, key, detail)))
          .build();
  private final Cache patient = caches.cache("patient");
  private final AtomicInteger makings = new AtomicInteger();

  @AfterEach
  void close() {
    threads.shutdownNow();
    caches.close();
  }

  @Test
  void value_isReturnedAndNotStored_whenItReadTheRequest() {
    for (int i = 1; i <= 2; i++) {
      int made =
          patient.getOrCompute(
              "k",
              Integer.class,
              () -> {
                Dependencies.current().read(Input.of("locale"));
                return makings.incrementAndGet();
              });
      assertThat(made).isEqualTo(i);
    }
  }

  @Test
  void contentAround_livesNoLongerThanAValueThatIsMadeInIt() {
    PutOptions brief = PutOptions.ofTtl(Duration.ofSeconds(5));
    for (int i = 1; i <= 2; i++) {
      int around =
          patient.getOrCompute(
              "around",
              Integer.class,
              () -> patient.getOrCompute("part", NUMBER, brief, makings::incrementAndGet));
      assertThat(around).isEqualTo(i);
      time.pass(Duration.ofSeconds(5));
    }
  }

  @Test
  void callers_getOneMaking_whenTheyAskTogether() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    List<Future<Integer>> callers =
        callers(
            () ->
                patient.getOrCompute(
                    "k",
                    Integer.class,
                    () -> {
                      release.await();
                      return makings.incrementAndGet();
                    }));
    release.countDown();
    for (Future<Integer> caller : callers) {
      assertThat(caller.get()).isEqualTo(1);
    }
    assertThat(makings).hasValue(1);
    CacheStatistics statistics = patient.statistics();
    assertThat(statistics.makings()).isEqualTo(1);
    assertThat(statistics.collapsed() + statistics.hits()).isLessThanOrEqualTo(CALLERS - 1);
  }

  @Test
  void follower_getsNothingThatWasInvalidatedBeforeItAsked() throws Exception {
    List<Thread> asking = new CopyOnWriteArrayList<>();
    CompletableFuture<Integer> follower = new CompletableFuture<>();
    CacheListener betweenStoringAndLanding =
        (cache, event, key, detail) -> {
          if (event == CacheEvent.PUT && asking.isEmpty()) {
            caches.invalidateTags("t");
            Thread thread = new Thread(() -> follower.complete(tagged(2)));
            asking.add(thread);
            thread.start();
            await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);
          }
        };
    listeners.add(betweenStoringAndLanding);
    assertThat(tagged(1)).isEqualTo(1);
    assertThat(follower.get()).isEqualTo(2);
  }

  private int tagged(int made) {
    return patient.getOrCompute("k", NUMBER, PutOptions.ofTags("t"), () -> made);
  }

  @Test
  void followers_makeItThemselves_whenTheLeaderThrows() throws Exception {
    CountDownLatch leading = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    Future<Integer> leader =
        threads.submit(
            () ->
                patient.getOrCompute(
                    "k",
                    Integer.class,
                    () -> {
                      leading.countDown();
                      release.await();
                      throw new IllegalStateException("leader fails");
                    }));
    leading.await();
    List<Future<Integer>> followers =
        callers(() -> patient.getOrCompute("k", Integer.class, makings::incrementAndGet));
    release.countDown();
    assertThat(leader)
        .failsWithin(Duration.ofSeconds(30))
        .withThrowableOfType(ExecutionException.class)
        .withMessageContaining("leader fails");
    for (Future<Integer> follower : followers) {
      assertThat(follower.get()).isPositive();
    }
  }

  @Test
  void followers_recover_whenTheLeaderIsInterrupted() throws Exception {
    CountDownLatch leading = new CountDownLatch(1);
    Thread leader =
        new Thread(
            () -> {
              try {
                patient.getOrCompute(
                    "k",
                    Integer.class,
                    () -> {
                      leading.countDown();
                      new CountDownLatch(1).await();
                      return 0;
                    });
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    leader.start();
    leading.await();
    List<Future<Integer>> followers =
        callers(() -> patient.getOrCompute("k", Integer.class, makings::incrementAndGet));
    leader.interrupt();
    for (Future<Integer> follower : followers) {
      assertThat(follower.get()).isPositive();
    }
  }

  @Test
  void follower_makesItItself_whenTheLeaderTakesTooLong() throws Exception {
    Cache hasty = caches.cache("hasty");
    CountDownLatch leading = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    Future<Integer> leader =
        threads.submit(
            () ->
                hasty.getOrCompute(
                    "k",
                    Integer.class,
                    () -> {
                      leading.countDown();
                      release.await();
                      return 1;
                    }));
    leading.await();
    assertThat(hasty.getOrCompute("k", Integer.class, () -> 2)).isEqualTo(2);
    release.countDown();
    assertThat(leader.get()).isEqualTo(1);
  }

  @Test
  void follower_stopsWaitingAndStaysInterrupted_whenItIsInterrupted() throws Exception {
    CountDownLatch leading = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    Future<Integer> leader =
        threads.submit(
            () ->
                patient.getOrCompute(
                    "k",
                    Integer.class,
                    () -> {
                      leading.countDown();
                      release.await();
                      return 1;
                    }));
    leading.await();
    AtomicBoolean interrupted = new AtomicBoolean();
    Thread follower =
        new Thread(
            () -> {
              makings.set(patient.getOrCompute("k", Integer.class, () -> 2));
              interrupted.set(Thread.currentThread().isInterrupted());
            });
    follower.start();
    follower.interrupt();
    follower.join();
    release.countDown();
    assertThat(leader.get()).isEqualTo(1);
    assertThat(makings).hasValue(2);
    assertThat(interrupted).isTrue();
  }

  @Test
  void making_doesNotDeadlock_whenItAsksForItsOwnKey() {
    int value =
        patient.getOrCompute(
            "k", Integer.class, () -> 1 + patient.getOrCompute("k", Integer.class, () -> 41));
    assertThat(value).isEqualTo(42);
    assertThat(patient.get("k", Integer.class)).contains(42);
  }

  @Test
  void making_isNotStored_whenItsTagIsInvalidatedMeanwhile() {
    int value =
        patient.getOrCompute(
            "k",
            NUMBER,
            PutOptions.ofTags("t"),
            () -> {
              caches.invalidateTags("t");
              return 1;
            });
    assertThat(value).isEqualTo(1);
    assertThat(patient.get("k", Integer.class)).isEmpty();
  }

  @Test
  void making_isNotStored_whenItsKeyIsDeletedMeanwhile() {
    patient.getOrCompute(
        "k",
        Integer.class,
        () -> {
          patient.delete("k");
          return 1;
        });
    assertThat(patient.get("k", Integer.class)).isEmpty();
  }

  @Test
  void making_isNotStored_whenItTookLongerThanMarksAreKept() {
    patient.getOrCompute(
        "k",
        NUMBER,
        PutOptions.ofTtl(Duration.ofDays(1)),
        () -> {
          time.pass(EntryCache.LONGEST_MAKING.plusMillis(1));
          return 1;
        });
    assertThat(patient.get("k", Integer.class)).isEmpty();
    assertThat(patient.statistics().refusals()).isEqualTo(1);
  }

  @Test
  void making_isReturnedAndNotStored_whenItIsRefused() {
    for (int i = 1; i <= 2; i++) {
      int value =
          patient.getOrCompute(
              "k",
              Integer.class,
              () -> {
                Dependencies.current().refuse("made for one visitor");
                return makings.incrementAndGet();
              });
      assertThat(value).isEqualTo(i);
    }
  }

  @Test
  void callers_doNotQueue_whenTheValueWasFoundNotToBeShareable() throws Exception {
    patient.getOrCompute("k", Integer.class, this::makeUnshared);
    CountDownLatch both = new CountDownLatch(2);
    Callable<Integer> caller =
        () ->
            patient.getOrCompute(
                "k",
                Integer.class,
                () -> {
                  both.countDown();
                  both.await(); // passes only if both make at the same time
                  return makeUnshared();
                });
    Future<Integer> one = threads.submit(caller);
    Future<Integer> two = threads.submit(caller);
    assertThat(one.get() + two.get()).isEqualTo(5);
  }

  @Test
  void staleValue_isServedToAll_whileOneMakesItAnew() throws Exception {
    Lifetime lifetime = new Lifetime(Duration.ofSeconds(1), Duration.ofMinutes(1), Duration.ZERO);
    PutOptions options = PutOptions.of(lifetime);
    patient.put("k", 0, options);
    time.pass(Duration.ofSeconds(1));
    CountDownLatch release = new CountDownLatch(1);
    Callable<Integer> caller =
        () ->
            patient.getOrCompute(
                "k",
                NUMBER,
                options,
                () -> {
                  release.await();
                  return makings.incrementAndGet();
                });
    for (Future<Integer> stale : callers(caller)) {
      assertThat(stale.get()).isZero();
    }
    release.countDown();
    await().until(() -> patient.get("k", Integer.class).equals(java.util.Optional.of(1)));
    assertThat(makings).hasValue(1);
    assertThat(patient.statistics().staleHits()).isPositive();
  }

  @Test
  void staleValue_staysServed_whenItsRenewalFails() {
    Lifetime lifetime = new Lifetime(Duration.ofSeconds(1), Duration.ofMinutes(1), Duration.ZERO);
    PutOptions options = PutOptions.of(lifetime);
    patient.put("k", 7, options);
    time.pass(Duration.ofSeconds(1));
    Maker<Integer, RuntimeException> failing =
        () -> {
          throw new IllegalStateException("renewal fails");
        };
    assertThat(patient.getOrCompute("k", NUMBER, options, failing)).isEqualTo(7);
    await().until(() -> patient.statistics().failures() > 0);
    assertThat(patient.getOrCompute("k", NUMBER, options, failing)).isEqualTo(7);
  }

  private int makeUnshared() {
    Dependencies.current().refuse("made for one visitor");
    return makings.incrementAndGet();
  }

  /** Starts callers, and returns when each has begun. */
  private List<Future<Integer>> callers(Callable<Integer> call) throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(CALLERS);
    List<Future<Integer>> callers = new ArrayList<>();
    for (int i = 0; i < CALLERS; i++) {
      callers.add(
          threads.submit(
              () -> {
                begun.countDown();
                return call.call();
              }));
    }
    begun.await();
    return callers;
  }
}
