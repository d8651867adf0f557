// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache.redisson;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.cachelet.cache.Content;
import org.cachelet.cache.Entry;
import org.cachelet.cache.FakeTime;
import org.cachelet.cache.Input;
import org.cachelet.cache.Lifetime;
import org.cachelet.cache.LogPosition;
import org.cachelet.cache.ValueContents;
import org.junit.jupiter.api.Test;

/**
 * Random entries are read back, and random damage is never another entry, for a second; {@code
 * -Dfuzz=PT10M} for longer, {@code -Dfuzz.seed=17} for what failed with 17.
 */
final class EnvelopeFuzzTest {
  private static final Duration TIME = Duration.parse(System.getProperty("fuzz", "PT1S"));
  private static final long SEED = Long.getLong("fuzz.seed", System.nanoTime());
  private static final long FEW_MEGABYTES = 16 << 20;
  private static final int SEAL_BYTES = 4;

  private final FakeTime time = new FakeTime();
  private final RedisClock clock = new RedisClock(time);
  private final Envelope envelope =
      new Envelope(ValueContents.formats(), clock, new Seal(List.of()), new Compression(2_048));

  @Test
  void entry_isTheSameOrUnreadable_whateverItIsAndBecomes() {
    clock.answered(time.millis(), 1_000_000);
    long end = System.nanoTime() + TIME.toNanos();
    long seed = SEED;
    do {
      try {
        check(new Random(seed++));
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError("fails with -Dfuzz.seed=" + (seed - 1), e);
      }
    } while (System.nanoTime() < end);
  }

  private void check(Random random) {
    Entry entry = entry(random);
    byte[] bytes = envelope.write(entry);
    assertThat(opened(entry.key(), bytes)).isInstanceOf(Opened.Decoded.class);
    requireSame(entry, opened(entry.key(), bytes));
    requireSame(entry, opened(entry.key(), damaged(random, bytes)));
    byte[] unsealed = damaged(random, Arrays.copyOf(bytes, bytes.length - SEAL_BYTES));
    byte[] sealed = Arrays.copyOf(unsealed, unsealed.length + SEAL_BYTES);
    new Seal(List.of()).write(sealed);
    assertThat(opened(entry.key(), sealed)).isNotNull(); // anything but an exception
  }

  private static void requireSame(Entry entry, Opened opened) {
    if (opened instanceof Opened.Decoded decoded) {
      assertThat(decoded.entry()).usingRecursiveComparison().isEqualTo(entry);
    }
  }

  private Opened opened(String key, byte[] bytes) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    Opened opened = envelope.open(key, bytes);
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(FEW_MEGABYTES);
    return opened;
  }

  private Entry entry(Random random) {
    Content content =
        random.nextInt(4) == 0 ? ValueContents.nothing() : ValueContents.of(text(random, 5_000));
    return new Entry.Builder("k" + text(random, 40), content)
        .created(time.millis() - random.nextInt(1_000))
        .lifetime(new Lifetime(millis(random), millis(random), millis(random)))
        .makingTime(millis(random))
        .since(new LogPosition(random.nextLong(1L << 42), random.nextLong(Long.MAX_VALUE)))
        .tags(Set.of("t" + text(random, 20), "u" + text(random, 20)))
        .inputs(Set.of(Input.of("locale"), new Input("header", text(random, 20))))
        .build();
  }

  private static Duration millis(Random random) {
    return Duration.ofMillis(random.nextLong(10_000_000_000L));
  }

  private static String text(Random random, int most) {
    StringBuilder text = new StringBuilder();
    for (int left = random.nextInt(most); left > 0; left--) {
      text.appendCodePoint(random.nextInt(4) > 0 ? 'a' + random.nextInt(4) : 0x20ac);
    }
    return text.toString();
  }

  private static byte[] damaged(Random random, byte[] bytes) {
    byte[] damaged = bytes.clone();
    for (int left = random.nextInt(3); left >= 0; left--) {
      damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return random.nextInt(3) == 0
        ? Arrays.copyOf(damaged, random.nextInt(bytes.length + 9))
        : damaged;
  }
}
