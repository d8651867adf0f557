// SPDX-License-Identifier: Apache-2.0
package org.cachelet.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A few bytes that want much memory, much time, or a deep stack. */
@Timeout(value = 60, threadMode = SEPARATE_THREAD) // an attack that succeeds does not end
final class KryoCodecBombTest {
  private static final long OVERHEAD = 256 * 1024;

  private final KryoCodec codec = KryoCodec.allowing(Shop.ALLOWED);

  /**
   * What decoding came to.
   *
   * @param refused whether there was no value
   * @param allocated the bytes allocated meanwhile
   */
  private record Outcome(boolean refused, long allocated) {}

  private Outcome decode(byte[] bytes) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    boolean refused = false;
    try {
      codec.decode(bytes);
    } catch (CodecException e) {
      refused = true;
    }
    return new Outcome(refused, threads.getCurrentThreadAllocatedBytes() - before);
  }

  private void assertRefused(byte[] bytes, long mostAllocated) {
    decode(bytes); // loads classes
    Outcome outcome = decode(bytes);
    assertThat(outcome.refused()).isTrue();
    assertThat(outcome.allocated()).isLessThan(mostAllocated);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "java.util.ArrayList",
        "java.util.ArrayDeque",
        "java.util.HashSet",
        "java.util.HashMap",
        "java.util.concurrent.ConcurrentHashMap",
        "java.util.BitSet",
        "java.lang.Object[]",
        "boolean[]",
        "byte[]",
        "char[]",
        "short[]",
        "int[]",
        "long[]",
        "float[]",
        "double[]",
        "long[][][][]",
        "List.of",
        "Map.of",
        "org.cachelet.codec.Shop$Product",
        "org.cachelet.codec.Shop$Price[]",
        "java.util.concurrent.atomic.AtomicLongArray"
      })
  void size_isNotBelieved(String type) {
    for (int size : new int[] {1_000, Integer.MAX_VALUE - 8, Integer.MAX_VALUE, -1}) {
      assertRefused(new Message().type(type).object().size(size).bytes(), OVERHEAD);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"java.math.BigInteger", "java.math.BigDecimal"})
  void sizeOfANumber_isNotBelieved(String type) {
    assertRefused(new Message().type(type).size(Integer.MAX_VALUE).bytes(), OVERHEAD);
  }

  @Test
  void lengthOfAText_isNotBelieved() {
    byte[] maximum = {(byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0x0F};

    assertRefused(new Message().type("java.lang.String").raw(maximum).bytes(), OVERHEAD);
  }

  @ParameterizedTest
  @ValueSource(strings = {"java.util.ArrayList", "java.util.ArrayDeque", "java.lang.Object[]"})
  void sizes_areNotBelieved_whenEachIsPossibleButNotAll(String type) {
    byte[] padding = new byte[1_000_000];
    Message message = new Message().type(type).object().size(900_000);
    for (int i = 0; i < 60; i++) {
      message.typeAgain(0).object().size(900_000);
    }
    byte[] bytes = message.raw(padding).bytes();

    assertRefused(bytes, 16_000_000);
  }

  @Test
  void deepNesting_isRefused() {
    Message message = new Message().type("java.util.ArrayList").object().size(1);
    for (int i = 0; i < 20_000; i++) {
      message.typeAgain(0).object().size(1);
    }

    assertThatThrownBy(() -> codec.decode(message.bytes()))
        .isInstanceOf(CodecException.class)
        .hasMessage("objects are nested deeper than 64");
  }

  /** Sixty lists, each holding the one before twice, take 2^60 steps to hash. */
  @ParameterizedTest
  @ValueSource(strings = {"java.util.HashSet", "Set.of"})
  void keysThatRepeatEachOther_areRefused(String type) {
    byte[] bytes = repeating(type);

    assertThatThrownBy(() -> codec.decode(bytes))
        .isInstanceOf(CodecException.class)
        .hasMessage("the bytes hold keys that repeat each other without end");
  }

  /** Lists of which each holds the one before twice, and then a set of the last. */
  private static byte[] repeating(String setType) {
    int levels = 60;
    Message message = new Message().type("java.util.ArrayList").object().size(levels + 1);
    message.typeAgain(0).object().size(0); // object 1
    for (int i = 1; i < levels; i++) {
      message.typeAgain(0).object().size(2).typeAgain(0).objectAgain(i).typeAgain(0).objectAgain(i);
    }
    return message.type(setType).object().size(1).typeAgain(0).objectAgain(levels).bytes();
  }

  @Test
  void keysThatShareParts_areAccepted() {
    List<Integer> shared = new ArrayList<>(List.of(1, 2, 3));
    Map<Object, Object> map = new HashMap<>();
    for (int i = 0; i < 1_000; i++) {
      map.put(List.of(i, shared), shared);
    }

    assertThat(codec.decode(codec.encode(map))).isEqualTo(map);
  }

  @Test
  void setThatContainsItself_isRefused() {
    Message message = new Message().type("java.util.HashSet").object().size(3);
    message.type("java.util.ArrayList").object().size(1).typeAgain(0).objectAgain(0);
    message.typeAgain(1).object().size(1).typeAgain(0).objectAgain(0);
    message.typeAgain(1).object().size(1).typeAgain(0).objectAgain(0);

    assertThatThrownBy(() -> codec.decode(message.bytes())).isInstanceOf(CodecException.class);
  }

  @Test
  void everyTruncation_isRefused() {
    for (Object value : samples()) {
      byte[] bytes = codec.encode(value);
      for (int length = 0; length < bytes.length; length++) {
        assertThat(decode(Arrays.copyOf(bytes, length)).refused()).isTrue();
      }
    }
  }

  @Test
  void trailingBytes_areRefused() {
    byte[] bytes = codec.encode("a");

    assertThatThrownBy(() -> codec.decode(Arrays.copyOf(bytes, bytes.length + 1)))
        .isInstanceOf(CodecException.class)
        .hasMessage("the bytes go on after the value");
  }

  @Test
  void nullAndUnknownFormat_areRefused() {
    assertThatThrownBy(() -> codec.decode(new Message().nothing().bytes()))
        .isInstanceOf(CodecException.class)
        .hasMessage("the bytes hold null");
    assertThatThrownBy(() -> codec.decode(new byte[] {2, 0}))
        .isInstanceOf(CodecException.class)
        .hasMessage("the bytes are of an unknown format");
  }

  @Test
  void mutatedBytes_areRefusedOrDecoded_inBoundedMemory() {
    Random random = new Random(20260);
    int refused = 0;
    for (Object value : samples()) {
      byte[] valid = codec.encode(value);
      for (int i = 0; i < 3_000; i++) {
        byte[] bytes = mutate(valid, random);
        Outcome outcome = decode(bytes);
        refused += outcome.refused() ? 1 : 0;
        assertThat(outcome.allocated()).isLessThan(OVERHEAD + 64L * bytes.length);
      }
    }
    assertThat(refused).isGreaterThan(1_000);
  }

  private static byte[] mutate(byte[] valid, Random random) {
    byte[] bytes = valid.clone();
    for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
      int at = 1 + random.nextInt(bytes.length - 1);
      bytes[at] =
          random.nextBoolean()
              ? (byte) random.nextInt(256)
              : (byte) (bytes[at] ^ 1 << random.nextInt(8));
    }
    return bytes;
  }

  private static List<Object> samples() {
    Shop.Product product = Shop.product(7, "Lamp");
    product.related = Shop.product(8, "Bulb");
    product.related.related = product;
    product.tags.addAll(List.of("light", "wärme", "日本"));
    return List.of(
        product,
        new Shop.Line(product, 3, new Shop.Price(new BigDecimal("9.90"), "EUR")),
        new ArrayList<>(List.of(Set.of("a", "b"), Map.of("k", Instant.EPOCH), "x".repeat(40))),
        new TreeMap<>(Map.of("a", new int[] {1, 2, 3}, "b", new long[][] {{1}, {2}})),
        new EnumMap<>(Map.of(Shop.Colour.RED, new TreeSet<>(List.of(1, 2)))));
  }
}
