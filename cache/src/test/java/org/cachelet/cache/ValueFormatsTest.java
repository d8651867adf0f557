// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.cachelet.codec.CodecException;
import org.cachelet.codec.KryoCodec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Values as bytes, and bytes that pretend to be values. */
final class ValueFormatsTest {
  private static final Values VALUES =
      new Values(() -> KryoCodec.allowing(List.of(Basket.class.getName())));
  private static final List<ContentFormat> FORMATS = ValueFormats.of(VALUES);

  /** A value whose class only an application knows. */
  static final class Basket {
    int apples = 3;
  }

  static Stream<Content> contents() {
    return Stream.of(
        Nothing.INSTANCE,
        new Amount(0),
        new Amount(-1),
        new Amount(Long.MAX_VALUE),
        VALUES.contentOf(""),
        VALUES.contentOf("gr\u00fc\u00dfe \u20ac \ud83d\ude00 \ufffd"),
        VALUES.contentOf(3.14),
        VALUES.contentOf(List.of("a", Instant.EPOCH)),
        VALUES.contentOf(new ArrayList<>(List.of("a", "b"))),
        FragmentText.of(""),
        new FragmentText(
            List.of("<p>", "\u20ac", ""),
            List.of(
                Hole.of(Hole.VALUE, "csrf"),
                new Hole(Hole.PATH, "/cart", Map.of("size", "small", "a", ""), OnError.HIDE))));
  }

  @ParameterizedTest
  @MethodSource("contents")
  void content_isTheSame_whenItWasReadBack(Content content) {
    ContentFormat format = formatOf(content);
    Content read = format.read(format.write(content));
    assertThat(read).usingRecursiveComparison().isEqualTo(content);
    assertThat(read).hasSameClassAs(content); // what was kept as it is still is
    assertThat(read.weight()).isEqualTo(content.weight());
  }

  @Test
  void numbers_areThoseOfOneFormatEach() {
    assertThat(FORMATS.stream().map(ContentFormat::number)).containsExactly(1, 2, 3, 4, 5);
    assertThat(formatOf(Nothing.INSTANCE).number()).isEqualTo(1);
    assertThat(formatOf(VALUES.contentOf(5)).number()).isEqualTo(2);
    assertThat(formatOf(VALUES.contentOf("text")).number()).isEqualTo(3);
    assertThat(formatOf(VALUES.contentOf(List.of())).number()).isEqualTo(4);
    assertThat(formatOf(VALUES.contentOf(new Basket())).number()).isEqualTo(4);
  }

  @Test
  void value_isACopyForEachReader_whenItCanChange() {
    ContentFormat format = FORMATS.get(3);
    Content read = format.read(format.write(VALUES.contentOf(new Basket())));
    Basket first = VALUES.valueOf(read, ValueType.of(Basket.class)).orElseThrow();
    first.apples = 0;
    assertThat(VALUES.valueOf(read, ValueType.of(Basket.class)).orElseThrow().apples).isEqualTo(3);
  }

  @Test
  void value_isRefused_whenItsClassIsNotAllowedHere() {
    byte[] bytes = FORMATS.get(3).write(VALUES.contentOf(new Basket()));
    Values strict = new Values(() -> KryoCodec.allowing(List.of()));
    assertThatExceptionOfType(CodecException.class)
        .isThrownBy(() -> ValueFormats.of(strict).get(3).read(bytes))
        .withMessageContaining(Basket.class.getName());
  }

  @Test
  void text_isRefused_whenItIsNotUtf8() {
    byte[] bytes = FORMATS.get(2).write(VALUES.contentOf("abc"));
    bytes[2] = (byte) 0xFF;
    assertThatExceptionOfType(CodecException.class).isThrownBy(() -> FORMATS.get(2).read(bytes));
  }

  @ParameterizedTest
  @MethodSource("contents")
  void damagedBytes_areAContentOrRefused(Content content) {
    ContentFormat format = formatOf(content);
    byte[] bytes = format.write(content);
    Random random = new Random(7);
    for (int i = 0; i < 5_000; i++) {
      byte[] damaged = Arrays.copyOf(bytes, random.nextInt(bytes.length + 3));
      if (damaged.length > 0) {
        damaged[random.nextInt(damaged.length)] ^= (byte) random.nextInt(256);
      }
      try {
        assertThat(format.read(damaged)).isNotNull();
      } catch (CodecException e) {
        assertThat(e).hasMessageMatching("(?s).+");
      }
    }
  }

  private static ContentFormat formatOf(Content content) {
    return FORMATS.stream().filter(format -> format.writes(content)).findFirst().orElseThrow();
  }
}
