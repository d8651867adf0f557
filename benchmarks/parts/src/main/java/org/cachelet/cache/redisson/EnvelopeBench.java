// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache.redisson;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.cachelet.bench.parts.Texts;
import org.cachelet.cache.Content;
import org.cachelet.cache.ContentFormat;
import org.cachelet.cache.Entry;
import org.cachelet.cache.Heap;
import org.cachelet.cache.Lifetime;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Writing and reading what is around 20 KB of content in Redis. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
@SuppressWarnings("NullAway.Init") // the set-up comes first
public class EnvelopeBench {
  private static final String KEY = "app:pages:v1:page1 5:https 16:shop.example.com 443";

  private final byte[] body =
      Texts.page(20_480, 20_480).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
  private Envelope envelope;
  private Entry entry;
  private byte[] written = {};

  /** Makes the entry. */
  @Setup
  public void make() {
    InstantSource time = InstantSource.system();
    envelope =
        new Envelope(
            List.of(new RawFormat()),
            new RedisClock(time),
            new Seal(List.of()),
            new Compression(Integer.MAX_VALUE));
    entry =
        new Entry.Builder(KEY, new Raw(body))
            .created(time.millis())
            .lifetime(Lifetime.of(Duration.ofDays(1)))
            .tags(Set.of("product:1", "products", "shop"))
            .build();
    written = envelope.write(entry);
  }

  /** Writes the entry. */
  @Benchmark
  public byte[] write20Kb() {
    return envelope.write(entry);
  }

  /** Reads the entry. */
  @Benchmark
  public Opened read20Kb() {
    return envelope.open(KEY, written);
  }

  /** Bytes as they are. */
  @SuppressWarnings("ArrayRecordComponent") // never compared, never changed
  private record Raw(byte[] bytes) implements Content {
    @Override
    public long weight() {
      return Heap.ofArray(bytes.length);
    }
  }

  private static final class RawFormat implements ContentFormat {
    @Override
    public int number() {
      return 255;
    }

    @Override
    public boolean writes(Content content) {
      return content instanceof Raw;
    }

    @Override
    public boolean isCompact() {
      return true;
    }

    @Override
    public byte[] write(Content content) {
      return ((Raw) content).bytes();
    }

    @Override
    public Content read(byte[] bytes) {
      return new Raw(bytes);
    }
  }
}
