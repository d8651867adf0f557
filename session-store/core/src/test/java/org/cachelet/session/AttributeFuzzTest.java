// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Damaged attributes are refused, and damaged payloads of one who can make checksums and signatures
 * are refused or read, in bounded memory and without any error; for a second, or {@code
 * -Dfuzz=PT10M} for longer, {@code -Dfuzz.seed=17} for what failed with 17.
 */
final class AttributeFuzzTest {
  private static final Duration TIME = Duration.parse(System.getProperty("fuzz", "PT1S"));
  private static final long SEED = Long.getLong("fuzz.seed", 20_261_121);
  private static final String OWNER = "shop:0123456789abcdef";
  private static final long FEW_MEGABYTES = 16 << 20;

  private final AttributeCodec codec = CodecSettings.codec();
  private final AttributeCodec serial = CodecSettings.codec(CodecSettings.SERIAL);
  private final AttributeEnvelope none = new AttributeEnvelope(Protection.NONE, List.of());
  private final AttributeEnvelope hmac =
      new AttributeEnvelope(Protection.HMAC, SessionKey.allOf(List.of("0123456789abcdef")));

  private static List<Object> samples() {
    Kinds.Cart cart = Kinds.Cart.of("ann", new Kinds.Line("lamp", 3));
    cart.next = cart;
    Map<String, Object> map = new HashMap<>();
    map.put("cart", cart);
    map.put("seen", new ArrayList<>(List.of(1, "two", 3L, Set.of("x", "y"))));
    return List.of("ann", cart, map, new int[][] {{1, 2}, {3}}, Kinds.Colour.GREEN);
  }

  private static List<Object> serialSamples() {
    Map<String, Object> map = new HashMap<>();
    map.put("it", new ArrayList<>(List.of(new Kinds.Encoded("text"), "a", new int[] {1, 2})));
    map.put("line", new Kinds.External("x"));
    return List.of(map, new Kinds.Replaced("x"), new Kinds.Failed(7, new Error("x")));
  }

  @Test
  void damage_isRefused_orReadInBounds() {
    long end = System.nanoTime() + TIME.toNanos();
    long seed = SEED;
    do {
      try {
        check(new Random(seed++));
      } catch (RuntimeException | Error e) {
        throw new AssertionError("fails with -Dfuzz.seed=" + (seed - 1), e);
      }
    } while (System.nanoTime() < end);
  }

  private void check(Random random) {
    for (Object value : samples()) {
      byte[] bytes = codec.encode(OWNER, "it", value);
      byte[] damaged = damaged(random, bytes);
      assertThat(isRead(codec, damaged)).isEqualTo(Arrays.equals(bytes, damaged));
      Payload payload = none.open(OWNER, "it", bytes);
      isRead(codec, none.seal(OWNER, "it", damaged(random, payload)));
    }
    for (Object value : serialSamples()) {
      byte[] bytes = serial.encode(OWNER, "it", value);
      byte[] damaged = damaged(random, bytes);
      assertThat(isRead(serial, damaged)).isEqualTo(Arrays.equals(bytes, damaged));
      Payload payload = hmac.open(OWNER, "it", bytes);
      isRead(serial, hmac.seal(OWNER, "it", damaged(random, payload)));
    }
  }

  /** Decodes within bounds; anything but the one exception fails the test. */
  private static boolean isRead(AttributeCodec codec, byte[] bytes) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    boolean read = true;
    try {
      codec.decode(OWNER, "it", bytes);
    } catch (UnreadableAttributeException e) {
      read = false;
    }
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(FEW_MEGABYTES);
    return read;
  }

  private static Payload damaged(Random random, Payload payload) {
    return new Payload(payload.form(), damaged(random, payload.bytes()));
  }

  private static byte[] damaged(Random random, byte[] valid) {
    byte[] bytes =
        random.nextInt(8) == 0 ? Arrays.copyOf(valid, random.nextInt(valid.length)) : valid.clone();
    for (int changes = 1 + random.nextInt(3); changes > 0 && bytes.length > 0; changes--) {
      int at = random.nextInt(bytes.length);
      bytes[at] =
          random.nextBoolean()
              ? (byte) random.nextInt()
              : (byte) (bytes[at] ^ 1 << random.nextInt(8));
    }
    return bytes;
  }
}
