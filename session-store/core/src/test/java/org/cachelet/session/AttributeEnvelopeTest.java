// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.cachelet.codec.KryoCodec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What stands around an attribute: whose it is, and that nobody has changed it. */
final class AttributeEnvelopeTest {
  private static final String OWNER = "shop:0123456789abcdef";
  private static final String NEW = "cachelet.session.keys=a new secret of the site";
  private static final String OLD = "cachelet.session.keys=an old secret of the site";
  private static final String BOTH =
      "cachelet.session.keys=a new secret of the site,an old secret of the site";
  private static final String HMAC = "cachelet.session.protection=hmac";
  private static final String AES = "cachelet.session.protection=aes-gcm";

  static Stream<AttributeCodec> codecs() {
    return Stream.of(
        CodecSettings.codec(), CodecSettings.codec(HMAC, NEW), CodecSettings.codec(AES, NEW));
  }

  private static void assertUnreadable(AttributeCodec codec, byte[] bytes, String message) {
    assertUnreadable(codec, OWNER, "user", bytes, message);
  }

  private static void assertUnreadable(
      AttributeCodec codec, String owner, String name, byte[] bytes, String message) {
    assertThatThrownBy(() -> codec.decode(owner, name, bytes))
        .isInstanceOf(UnreadableAttributeException.class)
        .hasMessageStartingWith("the bytes of the attribute '" + name + "' cannot be read: ")
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void bytes_areReadOnlyWhereTheyBelong(AttributeCodec codec) {
    byte[] bytes = codec.encode(OWNER, "user", "ann");

    assertThat(codec.decode(OWNER, "user", bytes)).isEqualTo("ann");
    assertUnreadable(codec, OWNER, "role", bytes, "");
    assertUnreadable(codec, "shop:other", "user", bytes, "");
    assertUnreadable(codec, OWNER + "u", "ser", bytes, "");
    assertUnreadable(codec, OWNER, "user ", bytes, "");
    assertUnreadable(codec, "", OWNER + "user", bytes, "");
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void names_areToldApart_whateverTheyHold(AttributeCodec codec) {
    byte[] bytes = codec.encode(OWNER, "\ud800", "ann");

    assertThat(codec.decode(OWNER, "\ud800", bytes)).isEqualTo("ann");
    assertUnreadable(codec, OWNER, "?", bytes, "");
    assertThatThrownBy(() -> codec.decode(OWNER, "a\r\nb", bytes))
        .hasMessageContaining("'a??b'"); // one line of a log
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void anyDamage_isFound(AttributeCodec codec) {
    byte[] bytes = codec.encode(OWNER, "user", List.of("ann", 5));

    for (int bit = 0; bit < Byte.SIZE * bytes.length; bit++) {
      byte[] damaged = bytes.clone();
      damaged[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
      assertUnreadable(codec, damaged, "");
    }
    for (int length = 0; length < bytes.length; length++) {
      assertUnreadable(codec, Arrays.copyOf(bytes, length), "");
    }
    assertUnreadable(codec, Arrays.copyOf(bytes, bytes.length + 1), "");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cachelet.session.protection=hmac    | N | they are not protected",
        "cachelet.session.protection=aes-gcm | N | they are not protected",
        "cachelet.session.protection=hmac    | Q | they are protected in an unknown way"
      })
  void unprotectedBytes_areRefused_ifThereIsAProtection(
      String protection, char mark, String message) {
    byte[] bytes = CodecSettings.codec().encode(OWNER, "user", "ann");
    bytes[2] = (byte) mark;

    assertUnreadable(CodecSettings.codec(protection, NEW), bytes, message);
  }

  @Test
  void protection_canChange_whereTheKeyIsKnown() {
    AttributeCodec hmac = CodecSettings.codec(HMAC, NEW);
    AttributeCodec aes = CodecSettings.codec(AES, NEW);
    AttributeCodec none = CodecSettings.codec(NEW);

    byte[] signed = hmac.encode(OWNER, "user", "ann");
    byte[] encrypted = aes.encode(OWNER, "user", "ann");

    for (AttributeCodec codec : List.of(hmac, aes, none)) {
      assertThat(codec.decode(OWNER, "user", signed)).isEqualTo("ann");
      assertThat(codec.decode(OWNER, "user", encrypted)).isEqualTo("ann");
    }
    assertThat(aes.encode(OWNER, "user", "ann", signed)).isNotSameAs(signed);
    assertThat(hmac.encode(OWNER, "user", "ann", signed)).isSameAs(signed);
  }

  @ParameterizedTest
  @CsvSource({"hmac", "aes-gcm"})
  void key_canChange_whileTheOldOneIsStillGiven(String kind) {
    String protection = "cachelet.session.protection=" + kind;
    AttributeCodec before = CodecSettings.codec(protection, OLD);
    AttributeCodec during = CodecSettings.codec(protection, BOTH);
    AttributeCodec after = CodecSettings.codec(protection, NEW);
    byte[] old = before.encode(OWNER, "user", "ann");

    assertThat(during.decode(OWNER, "user", old)).isEqualTo("ann");
    byte[] renewed = during.encode(OWNER, "user", "ann", old);

    assertThat(after.decode(OWNER, "user", renewed)).isEqualTo("ann");
    assertUnreadable(after, old, "they are sealed with a key not in cachelet.session.keys");
    assertUnreadable(before, renewed, "cachelet.session.keys");
    assertUnreadable(CodecSettings.codec(), old, "cachelet.session.keys");
  }

  @Test
  void encryptedValue_isNotToBeSeen_andNeverTheSameBytes() {
    AttributeCodec codec = CodecSettings.codec(AES, NEW);
    byte[] bytes = codec.encode(OWNER, "user", "ann@shop.example");

    assertThat(new String(bytes, StandardCharsets.ISO_8859_1)).doesNotContain("shop");
    assertThat(codec.encode(OWNER, "user", "ann@shop.example")).isNotEqualTo(bytes);
    assertThat(codec.encode(OWNER, "user", "ann@shop.example", bytes)).isSameAs(bytes);
    assertThat(codec.encode(OWNER, "user", "bob@shop.example", bytes)).isNotSameAs(bytes);
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void otherFormats_areRefused(AttributeCodec codec) {
    byte[] ofTheCache = KryoCodec.builder().build().encode("ann");
    byte[] valid = codec.encode(OWNER, "user", "ann");
    byte[] otherForm = valid.clone();
    otherForm[1] = 'X';

    assertUnreadable(codec, ofTheCache, "they are of an unknown format");
    assertUnreadable(codec, "CLET".getBytes(StandardCharsets.US_ASCII), "unknown format");
    assertUnreadable(codec, new byte[] {(byte) 0xAC, (byte) 0xED, 0, 5}, "unknown format");
    assertUnreadable(codec, otherForm, "they are written in an unknown way");
    assertUnreadable(codec, new byte[0], "end too early");
  }

  @Test
  void wrongSettings_areNamed() {
    assertThatThrownBy(() -> CodecSettings.of(HMAC)).hasMessageContaining("cachelet.session.keys");
    assertThatThrownBy(() -> CodecSettings.of(CodecSettings.SERIAL[0]))
        .hasMessageContaining("cachelet.session.java-serialization")
        .hasMessageContaining("allowed only where cachelet.session.protection is hmac or aes-gcm");
    assertThatThrownBy(() -> CodecSettings.of("cachelet.session.allow=com.**"))
        .hasMessageContaining("cachelet.session.allow")
        .hasMessageContaining("not allowed is com.**: too broad; name your own package");
  }
}
