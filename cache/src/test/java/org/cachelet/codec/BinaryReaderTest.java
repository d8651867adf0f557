// SPDX-License-Identifier: Apache-2.0
package org.cachelet.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written is read, and what was not written is refused. */
final class BinaryReaderTest {
  @ParameterizedTest
  @ValueSource(longs = {0, 1, 127, 128, 16_384, Integer.MAX_VALUE, Long.MAX_VALUE, -1})
  void number_isTheOneThatWasWritten(long number) {
    byte[] bytes = new BinaryWriter(1).number(number).toBytes();
    BinaryReader reader = new BinaryReader(bytes);
    assertThat(reader.number()).isEqualTo(number);
    reader.end();
    assertThat(bytes).hasSizeBetween(1, 10);
  }

  @Test
  void parts_areThoseThatWereWritten() {
    byte[] bytes =
        new BinaryWriter(1)
            .octet(200)
            .fixed(-5)
            .text("gr\u00fc\u00dfe \ud83d\ude00")
            .bytes(new byte[] {1, 2})
            .raw(new byte[] {3})
            .toBytes();
    BinaryReader reader = new BinaryReader(bytes);
    assertThat(reader.octet()).isEqualTo(200);
    assertThat(reader.fixed()).isEqualTo(-5);
    assertThat(reader.text()).isEqualTo("gr\u00fc\u00dfe \ud83d\ude00");
    assertThat(reader.bytes()).containsExactly(1, 2);
    assertThat(reader.remaining()).isEqualTo(1);
    assertThat(reader.rest()).containsExactly(3);
  }

  @Test
  void sizes_areNotBelieved() {
    refuses(new BinaryWriter(10).number(Long.MAX_VALUE).toBytes());
    refuses(new BinaryWriter(10).number(-1).toBytes());
    refuses(new BinaryWriter(10).number(3).raw(new byte[2]).toBytes());
    refuses(new byte[0]);
    refuses(new byte[] {-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1});
  }

  @Test
  void limits_areKept() {
    byte[] five = {5, 0, 0, 0, 0, 0};
    assertThat(new BinaryReader(five).number(5)).isEqualTo(5);
    assertThat(new BinaryReader(five).count(5)).isEqualTo(5);
    assertThatExceptionOfType(CodecException.class)
        .isThrownBy(() -> new BinaryReader(five).number(4))
        .withMessage("a number is 5, allowed is 0 to 4");
    assertThatExceptionOfType(CodecException.class)
        .isThrownBy(() -> new BinaryReader(five).count(4))
        .withMessage("5 parts are announced, allowed are 4");
    assertThatExceptionOfType(CodecException.class)
        .isThrownBy(() -> new BinaryReader(five).end())
        .withMessage("6 bytes follow after the end");
  }

  @Test
  void text_isRefused_whenItHasNoForm() {
    assertThatExceptionOfType(CodecException.class)
        .isThrownBy(() -> new BinaryWriter(1).text("\ud83d"));
    assertThat(new BinaryReader(new BinaryWriter(1).text("\ufffd").toBytes()).text())
        .isEqualTo("\ufffd");
  }

  private static void refuses(byte[] bytes) {
    assertThatExceptionOfType(CodecException.class)
        .isThrownBy(() -> new BinaryReader(bytes).bytes());
    assertThatExceptionOfType(CodecException.class)
        .isThrownBy(() -> new BinaryReader(bytes).text());
  }
}
