// SPDX-License-Identifier: Apache-2.0
package org.cachelet.bench.parts;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.cachelet.bench.figure.Figure;
import org.cachelet.bench.figure.Figures;
import org.cachelet.bench.figure.Goal;
import org.cachelet.bench.figure.Spread;
import org.cachelet.cache.Cache;
import org.cachelet.cache.Caches;
import org.cachelet.cache.Delivery;
import org.cachelet.cache.PutOptions;
import org.cachelet.cache.redisson.RedisBackend;
import org.cachelet.redis.RedisOptions;
import org.cachelet.test.redis.RedisServer;

/** Measures how long an invalidation takes for its caller. */
public final class InvalidationProgram {
  private static final int[] SIZES = {1_000, 10_000, 100_000};
  private static final int BATCH = 250;
  private static final int TRIES = 100;
  private static final int TAGS = 1_000_000;
  private static final Goal AT_ONCE = Goal.atMost(1_000);

  private InvalidationProgram() {}

  /** Measures; with the argument {@code full}, more often. */
  public static void main(String[] args) throws Exception {
    Application.beQuiet();
    boolean full = args[0].equals("full");
    try (Caches caches = Caches.builder().withoutJmx().build()) {
      for (int size : SIZES) {
        entries("local", caches, size, full ? 25 : 15);
      }
      tags(caches);
    }
    if (RedisServer.isAvailable()) {
      overRedis(full ? 25 : 15);
    }
  }

  private static void overRedis(int rounds) throws Exception {
    try (RedisServer server = RedisServer.start()) {
      RedisOptions redis = RedisOptions.builder().url(server.url()).build();
      try (Caches caches = Caches.builder().withoutJmx().backend(RedisBackend.at(redis)).build()) {
        awaitRedis(caches);
        for (int size : SIZES) {
          entries("Redis", caches, size, rounds);
        }
      }
    }
  }

  private static void awaitRedis(Caches caches) throws InterruptedException {
    for (int i = 0; i < TRIES; i++) {
      if (caches.invalidateTags("none") == Delivery.DELIVERED) {
        return;
      }
      Thread.sleep(100);
    }
    throw new IllegalStateException("Redis is not ready");
  }

  /** Invalidates in turn tags that all entries carry and tags that none carries. */
  private static void entries(String where, Caches caches, int size, int rounds)
      throws InterruptedException {
    Cache cache = caches.cache("values");
    fillAll(cache, size, rounds);
    double[] micros = new double[rounds];
    double[] ratios = new double[rounds];
    for (int round = 0; round < rounds; round++) {
      double none = micros(caches, "none" + round);
      micros[round] = micros(caches, "all" + round);
      ratios[round] = micros[round] / none;
    }
    if (cache.get("key" + (size - 1), String.class).isPresent()) {
      throw new IllegalStateException("the entries were not invalidated");
    }
    String name = String.format(Locale.ROOT, "a tag of %,d entries, %s", size, where);
    print(name, Spread.of(micros), "by the clock");
    System.out.println(
        Figures.line(
            Figure.of("invalidation", name + ", to a tag of none", "x", Spread.of(ratios))));
  }

  private static double micros(Caches caches, String tag) {
    long before = System.nanoTime();
    caches.invalidateTags(tag);
    return (System.nanoTime() - before) / 1e3;
  }

  /** Fills until all is there: a busy Redis may be too late for some. */
  private static void fillAll(Cache cache, int size, int tags) throws InterruptedException {
    for (int i = 0; i < TRIES; i++) {
      fill(cache, size, tags);
      Thread.sleep(500); // for what is sent later
      if (cache.get("key0", String.class).isPresent()
          && cache.get("key" + (size - 1), String.class).isPresent()) {
        return;
      }
      Thread.sleep(100);
    }
    throw new IllegalStateException("the entries are not there");
  }

  private static void fill(Cache cache, int size, int tags) {
    Map<String, Object> batch = new HashMap<>();
    PutOptions tagged =
        PutOptions.ofTags(IntStream.range(0, tags).mapToObj(i -> "all" + i).toArray(String[]::new));
    for (int i = 0; i < size; i++) {
      batch.put("key" + i, "value");
      if (batch.size() == BATCH || i == size - 1) {
        cache.putAll(batch, tagged);
        batch.clear();
      }
    }
  }

  /** Measures many tags, more than the log remembers; by processor time, since it is the worst. */
  private static void tags(Caches caches) {
    double[] micros = new double[TAGS];
    for (int i = 0; i < TAGS; i++) {
      long before = Cpu.nanos();
      caches.invalidateTags("product:" + i);
      micros[i] = (Cpu.nanos() - before) / 1e3;
    }
    Arrays.sort(micros);
    Spread spread = new Spread(micros[TAGS / 2], micros[0], micros[TAGS - 1]);
    print("one of 1,000,000 tags, local", spread, "processor time; high is the worst of all");
    double worst = micros[TAGS - 1];
    print(
        "the slowest of 1,000,000 tags, local",
        new Spread(worst, micros[TAGS - 10], worst),
        "processor time; low is the tenth slowest; the slowest are those for which a table of the"
            + " 200,000 names that are remembered grows");
  }

  private static void print(String name, Spread spread, String remark) {
    System.out.println(
        Figures.line(Figure.of("invalidation", name, "us", spread).goal(AT_ONCE).remark(remark)));
  }
}
