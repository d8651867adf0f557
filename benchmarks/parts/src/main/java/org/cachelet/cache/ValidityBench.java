// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Looking whether an entry with three tags was invalidated. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
@SuppressWarnings("NullAway.Init") // the set-up comes first
public class ValidityBench {
  /** How many tags were invalidated before the entry was made. */
  @Param({"0", "1000000"})
  public int invalidations;

  private final InstantSource time = InstantSource.system();
  private final InvalidationMarks marks = new InvalidationMarks(2_000_000);
  private final LocalInvalidationLog log = new LocalInvalidationLog(time, 2_000_000);
  private final Validity validity = new Validity("pages", log, time);
  private Entry entry;
  private Lookup lookup = Lookup.MISS;

  /** Invalidates other tags. */
  @Setup
  public void invalidate() {
    for (int i = 0; i < invalidations; i++) {
      Invalidation one = Invalidation.ofTags(Set.of("product:" + i), Invalidation.Depth.HARD);
      log.append(one);
      marks.apply(one, new LogPosition(0, i + 1L), 0);
    }
    entry =
        new Entry.Builder("app:pages:v1:/product/1", new Amount(1))
            .created(time.millis())
            .lifetime(Lifetime.of(Duration.ofDays(1)))
            .since(log.latest())
            .tags(Set.of("product:1", "product:500000", "shop"))
            .build();
    lookup = new Lookup(entry, Freshness.FRESH, false);
  }

  /** Asks for the first time after an invalidation: all of its tags are looked at. */
  @Benchmark
  public long afterAnInvalidation() {
    return marks.validUntil("pages", lookup.found());
  }

  /** Asks again. */
  @Benchmark
  public Freshness again() {
    return validity.freshness(lookup.found(), time.millis());
  }
}
