// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter.http;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * Properties that must hold for whatever comes, tried with random inputs for two seconds a class;
 * {@code -Dfuzz=PT10M} for longer, {@code -Dfuzz.seed=17} for what failed with 17.
 */
public final class Fuzz {
  private static final System.Logger LOG = System.getLogger(Fuzz.class.getName());
  private static final Duration TIME = Duration.parse(System.getProperty("fuzz", "PT2S"));
  private static final long SEED = Long.getLong("fuzz.seed", System.nanoTime());
  private static final int AT_ONCE = 16;
  private static final List<String> PIECES =
      List.of(
          "max-age=",
          "s-maxage=",
          "private",
          "no-store",
          "no-cache",
          "\"",
          "\\",
          ",",
          ";",
          "=",
          " ",
          "\t",
          "W/",
          "*",
          "q=",
          "gzip",
          "br",
          "GMT",
          "Sun, 06 Nov 1994 08:49:37 GMT",
          "Nov",
          "06",
          ":",
          "-",
          "-1",
          "%",
          "%2",
          "%2f",
          "%c3%a9",
          "%e2%82",
          "%00",
          "/",
          "..",
          "./",
          "&",
          "+",
          "?",
          "#",
          "utm_",
          "utm_a=1",
          "[",
          "]",
          "::1",
          "99999999999999999999",
          "0.",
          "0",
          "1",
          "bytes=",
          "0-",
          "-5",
          "a",
          "b",
          "\u0000",
          "\u007f",
          "\u00e9",
          "\ud83d",
          "\u20ac",
          "\uff11",
          "\n",
          "4:",
          "page1",
          "()",
          "?1",
          "@",
          "example.com");

  private Fuzz() {}

  /** Something that must hold for each random input. */
  public interface Property {
    void check(Random random) throws Exception;
  }

  /** Returns a test for each property; together they take the time that is set. */
  public static Stream<DynamicTest> tests(Map<String, Property> properties) {
    Duration share = TIME.dividedBy(properties.size());
    return properties.entrySet().stream()
        .map(p -> DynamicTest.dynamicTest(p.getKey(), () -> run(p.getKey(), p.getValue(), share)));
  }

  private static void run(String name, Property property, Duration time) {
    long end = System.nanoTime() + time.toNanos();
    long seed = SEED;
    do {
      for (int i = 0; i < AT_ONCE; i++) {
        check(property, seed++);
      }
    } while (System.nanoTime() < end);
    LOG.log(Level.INFO, "{0}: {1} inputs", name, seed - SEED);
  }

  private static void check(Property property, long seed) {
    try {
      property.check(new Random(seed));
    } catch (Exception | Error e) {
      throw new AssertionError("fails with -Dfuzz.seed=" + seed + ": " + e, e);
    }
  }

  /** Returns a text of pieces that mean something to parsers, and of others. */
  public static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int left = random.nextInt(12); left > 0; left--) {
      text.append(random.nextInt(4) > 0 ? oneOf(random, PIECES) : "" + character(random));
    }
    return text.toString();
  }

  /** Returns a word of letters and digits, which is not empty. */
  public static String word(Random random) {
    StringBuilder word = new StringBuilder();
    for (int left = 1 + random.nextInt(8); left > 0; left--) {
      word.append("abcXYZ019".charAt(random.nextInt(9)));
    }
    return word.toString();
  }

  /** Returns one of a list. */
  public static <T> T oneOf(Random random, List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  /** Returns other bytes: some flipped, cut off, doubled or put elsewhere. */
  public static byte[] damaged(Random random, byte[] bytes) {
    byte[] damaged = bytes.clone();
    for (int left = 1 + random.nextInt(3); left > 0; left--) {
      damaged =
          switch (random.nextInt(4)) {
            case 0 -> flipped(random, damaged);
            case 1 -> java.util.Arrays.copyOf(damaged, random.nextInt(damaged.length + 1));
            case 2 -> spliced(random, damaged);
            default -> java.util.Arrays.copyOf(damaged, damaged.length + random.nextInt(9));
          };
    }
    return damaged;
  }

  private static byte[] flipped(Random random, byte[] bytes) {
    if (bytes.length > 0) {
      bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return bytes;
  }

  private static byte[] spliced(Random random, byte[] bytes) {
    int length = random.nextInt(bytes.length + 1);
    int from = random.nextInt(bytes.length - length + 1);
    int to = random.nextInt(bytes.length - length + 1);
    System.arraycopy(bytes, from, bytes, to, length);
    return bytes;
  }

  private static char character(Random random) {
    return (char) random.nextInt(random.nextInt(8) == 0 ? 0x10000 : 256);
  }
}
