// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.fault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.cachelet.cache.Cache;
import org.cachelet.cache.Caches;
import org.cachelet.cache.Delivery;
import org.cachelet.cache.Dependencies;

/**
 * Reads, makes and invalidates values at several nodes, and looks at each value that is returned:
 * it must be the one of its key, and no older than what was acknowledged two seconds before.
 * Thread-safe.
 */
final class Checker implements AutoCloseable {
  private static final int READERS = 6;
  private static final int GROUPS = 20;
  private static final int VALUE_SIZE = 200;
  private static final List<String> CACHES = List.of("near", "far");

  /** Whether content that changes is invalidated, as it should be. */
  enum Editing {
    INVALIDATES,
    FORGETS
  }

  private final List<Caches> nodes;
  private final Editing editing;
  private final Source source = new Source();
  private final Queue<String> violations = new ConcurrentLinkedQueue<>();
  private final LongAdder reads = new LongAdder();
  private final LongAdder delivered = new LongAdder();
  private final LongAdder pending = new LongAdder();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean ended;

  /** Starts to use these nodes; each thread has random numbers of its own, after the seed. */
  Checker(List<Caches> nodes, Editing editing, long seed) {
    this.nodes = List.copyOf(nodes);
    this.editing = editing;
    for (int i = 0; i < READERS; i++) {
      Random random = new Random(seed + i);
      start("test-reader-" + i, () -> read(random));
    }
    Random random = new Random(seed - 1);
    start("test-editor", () -> edit(random));
  }

  /** Returns what must not be, in words. */
  List<String> violations() {
    return List.copyOf(violations);
  }

  /** Returns how much was checked, in words. */
  String summary() {
    return reads
        + " reads, "
        + delivered
        + " invalidations acknowledged, "
        + pending
        + " pending, "
        + violations.size()
        + " violations";
  }

  /** Returns the key of a value. */
  static String key(int id) {
    return "key " + id;
  }

  /** Returns a value. */
  static String value(int id, long version) {
    return new PageText(id, version).toText(VALUE_SIZE);
  }

  @Override
  public void close() throws InterruptedException {
    ended = true;
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private void start(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.setUncaughtExceptionHandler((t, e) -> violations.add(name + " ended by " + e));
    threads.add(thread);
    thread.start();
  }

  private void read(Random random) {
    while (!ended) {
      int node = random.nextInt(nodes.size());
      int id = random.nextInt(Source.PAGES);
      String cache = CACHES.get(random.nextInt(CACHES.size()));
      long begun = System.nanoTime();
      String value = valueOf(nodes.get(node).cache(cache), id);
      reads.increment();
      judge(value, id, begun, "node " + node + ", " + cache + ", " + key(id));
      pause(5);
    }
  }

  private String valueOf(Cache cache, int id) {
    return cache.getOrCompute(
        key(id),
        String.class,
        () -> {
          Dependencies.current().tag("one:" + id, "group:" + id % GROUPS);
          long version = source.version(id);
          pause(2); // so that it may change while the value is made
          return value(id, version);
        });
  }

  private void judge(String value, int id, long begun, String where) {
    PageText read = PageText.read(value, id).orElse(null);
    if (read == null) {
      violations.add(where + " is foreign: " + value);
      return;
    }
    Duration outdated = source.acknowledged(id).outdatedFor(read.version(), begun);
    if (outdated.compareTo(Figures.FENCE) > 0) {
      violations.add(where + " is outdated for " + outdated + ": version " + read.version());
    }
  }

  private void edit(Random random) {
    while (!ended) {
      Caches node = nodes.get(random.nextInt(nodes.size()));
      int id = random.nextInt(Source.PAGES);
      int percent = random.nextInt(100);
      if (percent < 60) {
        change(List.of(id), () -> node.invalidateTags("one:" + id));
      } else if (percent < 75) {
        int group = id % GROUPS;
        change(idsOf(group), () -> node.invalidateTags("group:" + group));
      } else if (percent < 97) {
        change(List.of(id), () -> ofBoth(node, cache -> cache.deleteAll(List.of(key(id)))));
      } else if (percent < 99) {
        change(idsOf(), () -> ofBoth(node, Cache::clear));
      } else {
        node.cache("near").bumpVersion(); // says nothing of its delivery
      }
      pause(20);
    }
  }

  /** Changes some contents and then invalidates them. */
  private void change(List<Integer> ids, Supplier<Delivery> invalidation) {
    List<Long> versions = ids.stream().map(source::change).toList();
    if (editing == Editing.FORGETS || invalidation.get() == Delivery.DELIVERED) {
      delivered.increment();
      for (int i = 0; i < ids.size(); i++) {
        source.acknowledged(ids.get(i)).deliver(versions.get(i));
      }
    } else {
      pending.increment();
    }
  }

  private static Delivery ofBoth(Caches node, Function<Cache, Delivery> invalidation) {
    boolean delivered = true;
    for (String cache : CACHES) {
      delivered &= invalidation.apply(node.cache(cache)) == Delivery.DELIVERED;
    }
    return delivered ? Delivery.DELIVERED : Delivery.PENDING;
  }

  private static List<Integer> idsOf(int group) {
    return idsOf().stream().filter(id -> id % GROUPS == group).toList();
  }

  private static List<Integer> idsOf() {
    return IntStream.range(0, Source.PAGES).boxed().toList();
  }

  private static void pause(int millis) {
    LockSupport.parkNanos(millis * 1_000_000L);
  }
}
