// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache.redisson;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.cachelet.cache.Amount;
import org.cachelet.cache.Content;
import org.cachelet.cache.Entry;
import org.cachelet.cache.FakeTime;
import org.cachelet.cache.Input;
import org.cachelet.cache.Lifetime;
import org.cachelet.cache.LogPosition;
import org.cachelet.cache.ValueContents;
import org.cachelet.codec.BinaryWriter;
import org.cachelet.codec.CodecException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Entries as bytes, and bytes that pretend to be entries. */
final class EnvelopeTest {
  private static final String KEY = "app:products:v1:k";
  private static final byte[] OLD_KEY = "old key of 16 by".getBytes(UTF_8);
  private static final byte[] NEW_KEY = "new key of 16 by".getBytes(UTF_8);
  private static final long FEW_MEGABYTES = 16 << 20;

  private final FakeTime time = new FakeTime();
  private final RedisClock clock = new RedisClock(time);

  @BeforeEach
  void know() {
    clock.answered(time.millis(), 1_000_000);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 100, 3_000, 100_000})
  void entry_isTheSame_whenItWasReadBack(int length) {
    Entry entry = entry(ValueContents.of("text ".repeat(length)));
    byte[] bytes = checked().write(entry);
    assertThat(decoded(checked(), bytes)).usingRecursiveComparison().isEqualTo(entry);
    assertThat(bytes.length).isLessThan(2_000 + length / 2);
  }

  @Test
  void entry_isTheSame_whateverItHolds() {
    byte[] noise = new byte[50_000];
    new Random(1).nextBytes(noise);
    for (Content content :
        List.of(
            new Amount(Long.MIN_VALUE),
            ValueContents.nothing(),
            ValueContents.of(List.of("a", "b")),
            ValueContents.of(noise))) {
      Entry entry = entry(content);
      Entry read = decoded(checked(), checked().write(entry));
      assertThat(read).usingRecursiveComparison().isEqualTo(entry);
    }
  }

  @Test
  void time_isThatOfRedis_betweenNodes() {
    byte[] bytes = checked().write(entry(new Amount(1)));
    FakeTime othersTime = new FakeTime();
    othersTime.pass(Duration.ofHours(5));
    RedisClock othersClock = new RedisClock(othersTime);
    othersClock.answered(othersTime.millis(), 1_000_500);
    Entry read = decoded(envelope(othersClock), bytes);
    assertThat(read.age(othersTime.millis())).isEqualTo(500);
  }

  @Test
  void entry_isForeign_whenAnotherKeyIsAskedFor() {
    byte[] bytes = checked().write(entry(ValueContents.of("secret")));
    assertThat(checked().open("app:products:v1:other", bytes)).isEqualTo(new Opened.Foreign(KEY));
  }

  @Test
  void newerVersion_isTold_whateverItsRestIs() {
    byte[] newer = Arrays.copyOf(checked().write(entry(new Amount(1))), 20);
    newer[4] = 2;
    assertThat(checked().open(KEY, newer)).isEqualTo(new Opened.Newer(2));
    newer[4] = (byte) 200;
    assertThat(checked().open(KEY, newer)).isEqualTo(new Opened.Newer(200));
    newer[4] = 0;
    assertUnreadable(checked(), newer, "its version is 0");
  }

  @Test
  void otherBytes_areUnreadable_withTheReason() {
    Envelope envelope = checked();
    byte[] bytes = envelope.write(entry(new Amount(1)));
    assertUnreadable(envelope, new byte[0], "it is no entry");
    assertUnreadable(envelope, "hello, world".getBytes(UTF_8), "it is no entry");
    assertUnreadable(envelope, new byte[(4 << 20) + 1], "it has more than 4194304 bytes");
    assertUnreadable(envelope, Arrays.copyOf(bytes, bytes.length - 1), "its checksum is wrong");
    assertUnreadable(signed(), bytes, "it is not signed");
    assertUnreadable(envelope, signed(NEW_KEY).write(entry(new Amount(1))), "it is signed");
    assertUnreadable(envelope, payload(99, 0, new byte[1]), "no format has the number 99");
  }

  @Test
  void signature_isThatOfAnyKey_whenKeysAreBeingReplaced() {
    byte[] old = signed(OLD_KEY).write(entry(new Amount(1)));
    byte[] current = signed(NEW_KEY, OLD_KEY).write(entry(new Amount(2)));
    assertThat(decoded(signed(NEW_KEY, OLD_KEY), old).content()).isEqualTo(new Amount(1));
    assertThat(decoded(signed(NEW_KEY), current).content()).isEqualTo(new Amount(2));
    assertUnreadable(signed(NEW_KEY), old, "its signature is wrong");
    assertUnreadable(signed(OLD_KEY), current, "its signature is wrong");
  }

  @Test
  void signature_coversEveryByte() {
    byte[] bytes = signed(NEW_KEY).write(entry(new Amount(1)));
    for (int i = 0; i < bytes.length; i++) {
      byte[] changed = bytes.clone();
      changed[i] ^= 1;
      assertThat(signed(NEW_KEY).open(KEY, changed)).isNotInstanceOf(Opened.Decoded.class);
    }
  }

  @Test
  void largeContent_isRefused_alsoIfItCouldBeCompressed() {
    assertThatExceptionOfType(CodecException.class)
        .isThrownBy(() -> checked().write(entry(ValueContents.of("x".repeat(4 << 20)))))
        .withMessageContaining("allowed are 4194304");
    byte[] noise = new byte[(4 << 20) - 20];
    new Random(1).nextBytes(noise);
    assertThatExceptionOfType(CodecException.class)
        .isThrownBy(() -> checked().write(entry(ValueContents.of(noise))))
        .withMessageContaining("allowed are 4194304");
  }

  @Test
  void contentWithoutBytes_isRefused() {
    Content unknown = () -> 1;
    assertThatExceptionOfType(CodecException.class)
        .isThrownBy(() -> checked().write(entry(unknown)))
        .withMessageStartingWith("no format writes a ");
    assertThatExceptionOfType(CodecException.class)
        .isThrownBy(() -> checked().write(entry(ValueContents.of("half \ud83d"))));
  }

  @Test
  void manyTags_areRefused() {
    Set<String> tags = new HashSet<>();
    for (int i = 0; i <= 10_000; i++) {
      tags.add("tag" + i);
    }
    Entry entry = new Entry.Builder(KEY, new Amount(1)).tags(tags).build();
    assertThatExceptionOfType(CodecException.class)
        .isThrownBy(() -> checked().write(entry))
        .withMessage("the entry has 10001 tags or inputs, allowed are 10000");
  }

  @Test
  void bombs_areUnreadable_inLittleMemory() {
    byte[] zeros = new byte[64 << 20];
    byte[] deflated = new Compression(0).compressed(zeros);
    byte[] lie = deflated.clone();
    lie[0] = 1; // announces another number of bytes
    for (byte[] bomb : List.of(deflated, lie, new byte[] {(byte) 0xFF, (byte) 0xFF, 0x7F, 1})) {
      byte[] bytes = payload(3, 1, bomb);
      long before = allocated();
      assertThat(checked().open(KEY, bytes)).isInstanceOf(Opened.Unreadable.class);
      assertThat(allocated() - before).isLessThan(FEW_MEGABYTES);
    }
  }

  @Test
  void damagedBytes_areNeverAnotherEntry() {
    Entry entry = entry(ValueContents.of("text ".repeat(1_000)));
    byte[] bytes = checked().write(entry);
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      byte[] damaged = bytes.clone();
      for (int flips = random.nextInt(4); flips >= 0; flips--) {
        damaged[random.nextInt(damaged.length)] ^= (byte) (1 + random.nextInt(255));
      }
      Opened opened = checked().open(KEY, damaged);
      if (opened instanceof Opened.Decoded decoded) { // the flips undid each other
        assertThat(decoded.entry()).usingRecursiveComparison().isEqualTo(entry);
      }
    }
    for (int length = 0; length < bytes.length; length++) {
      assertThat(checked().open(KEY, Arrays.copyOf(bytes, length)))
          .isNotInstanceOf(Opened.Decoded.class);
    }
  }

  @Test
  void hostileBytes_areReadOrUnreadable_inLittleMemory_thoughTheirSealIsRight() {
    byte[] bytes = checked().write(entry(ValueContents.of("text ".repeat(500))));
    Random random = new Random(9);
    for (int i = 0; i < 20_000; i++) {
      byte[] hostile = Arrays.copyOf(bytes, bytes.length - 4);
      for (int flips = random.nextInt(4); flips >= 0; flips--) {
        hostile[6 + random.nextInt(hostile.length - 6)] = (byte) random.nextInt();
      }
      byte[] sealed = sealed(hostile);
      long before = allocated();
      assertThat(checked().open(KEY, sealed)).isNotInstanceOf(Opened.Newer.class);
      assertThat(allocated() - before).isLessThan(FEW_MEGABYTES);
    }
  }

  /** Returns an entry with this payload, written by somebody who knows the layout. */
  private static byte[] payload(int format, int flags, byte[] payload) {
    BinaryWriter writer = new BinaryWriter(100).fixed(0x434C4554).octet(1).octet(flags);
    writer.octet(format).text(KEY);
    for (int i = 0; i < 9; i++) {
      writer.number(0);
    }
    return sealed(writer.bytes(payload).toBytes());
  }

  private static byte[] sealed(byte[] bytes) {
    Seal seal = new Seal(List.of());
    byte[] sealed = Arrays.copyOf(bytes, bytes.length + seal.size());
    seal.write(sealed);
    return sealed;
  }

  private Entry entry(Content content) {
    return new Entry.Builder(KEY, content)
        .created(time.millis())
        .lifetime(new Lifetime(Duration.ofMinutes(1), Duration.ofHours(1), Duration.ofDays(36_500)))
        .makingTime(Duration.ofMillis(40))
        .since(new LogPosition(1_700_000_000_000L, Long.MAX_VALUE))
        .tags(Set.of("table:product", "gr\u00fc\u00dfe \u20ac"))
        .inputs(Set.of(Input.of("locale"), new Input("header", "accept:language")))
        .build();
  }

  private static Entry decoded(Envelope envelope, byte[] bytes) {
    Opened opened = envelope.open(KEY, bytes);
    assertThat(opened).isInstanceOf(Opened.Decoded.class);
    return ((Opened.Decoded) opened).entry();
  }

  private static void assertUnreadable(Envelope envelope, byte[] bytes, String reason) {
    assertThat(envelope.open(KEY, bytes)).isEqualTo(new Opened.Unreadable(reason));
  }

  private Envelope checked() {
    return envelope(clock);
  }

  private Envelope signed(byte[]... keys) {
    List<byte[]> all = keys.length == 0 ? List.of(NEW_KEY) : List.of(keys);
    return new Envelope(ValueContents.formats(), clock, new Seal(all), new Compression(2_048));
  }

  private static Envelope envelope(RedisClock clock) {
    return new Envelope(
        ValueContents.formats(), clock, new Seal(List.of()), new Compression(2_048));
  }

  private static long allocated() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    return threads.getCurrentThreadAllocatedBytes();
  }
}
