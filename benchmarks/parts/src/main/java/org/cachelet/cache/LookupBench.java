// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Looking up an entry among a thousand. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
@SuppressWarnings("NullAway.Init") // the set-up comes first
public class LookupBench {
  private static final int ENTRIES = 1_024;

  private final String[] keys = new String[ENTRIES];
  private Caches caches;
  private EntryCache entries;
  private Cache values;
  private int next;

  /** Puts the entries. */
  @Setup
  public void fill() {
    caches = Caches.builder().withoutJmx().build();
    values = caches.cache("values");
    entries = caches.entries("values");
    for (int i = 0; i < ENTRIES; i++) {
      keys[i] = "page1 5:https 16:shop.example.com 443 0: 15:/product/" + (100_000 + i);
      values.put(
          keys[i],
          "text " + i,
          PutOptions.ofTtl(Duration.ofDays(1)).withTags("product:" + i, "products", "shop"));
    }
  }

  /** Finds an entry. */
  @Benchmark
  public Lookup hit() {
    next = (next + 1) % ENTRIES;
    return entries.lookup(keys[next]);
  }

  /** Finds nothing. */
  @Benchmark
  public Lookup miss() {
    return entries.lookup("page1 5:https 16:shop.example.com 443 0: 15:/product/none");
  }

  /** Gets a text by the API for values. */
  @Benchmark
  public Object value() {
    next = (next + 1) % ENTRIES;
    return values.get(keys[next], String.class);
  }

  /** Ends the caches. */
  @TearDown
  public void stop() {
    caches.close();
  }
}
