// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.cachelet.filter.http.HttpFields;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class LeakGuardTest {
  private static final String PAGE = "<p>your id is 0123456789abcdef</p>";
  private static final LeakGuard GUARD =
      new LeakGuard(
          List.of(new Secret("the id of the session", "0123456789abcdef", Secret.Extent.ANYWHERE)));

  @Test
  void secret_isFoundInTheBody_atItsByte() {
    assertThat(found(fields("Content-Type", "text/html"), PAGE.getBytes(UTF_8)))
        .isEqualTo("the id of the session was found at byte 14");
    assertThat(found(fields(), "<p>no id</p>".getBytes(UTF_8))).isNull();
  }

  @Test
  void secret_isFoundInAField_butNotInACookieThatIsSet() {
    assertThat(found(fields("X-Id", "id=0123456789abcdef"), new byte[0]))
        .isEqualTo("the id of the session was found in field X-Id");
    assertThat(found(fields("Set-Cookie", "id=0123456789abcdef"), new byte[0])).isNull();
  }

  @Test
  void secret_isFound_inCharsetsThatAreNotLikeAscii() {
    assertThat(found(fields("Content-Type", "text/html;charset=UTF-16"), PAGE.getBytes(UTF_16)))
        .startsWith("the id of the session was found");
    assertThat(
            found(
                fields("Content-Type", "text/html; Charset=\"utf-16le\""), PAGE.getBytes(UTF_16LE)))
        .startsWith("the id of the session was found");
    assertThat(found(fields("Content-Type", "text/html;charset=none"), PAGE.getBytes(UTF_8)))
        .startsWith("the id of the session was found");
  }

  @Test
  void secret_isFound_inWhatIsCompressed() throws Exception {
    ByteArrayOutputStream gzip = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(gzip)) {
      out.write(PAGE.getBytes(UTF_8));
    }
    ByteArrayOutputStream deflate = new ByteArrayOutputStream();
    try (DeflaterOutputStream out = new DeflaterOutputStream(deflate)) {
      out.write(gzip.toByteArray());
    }
    String leak = "the id of the session was found at byte 14";
    assertThat(found(fields("Content-Encoding", "GZIP"), gzip.toByteArray())).isEqualTo(leak);
    assertThat(found(fields("Content-Encoding", "gzip, deflate"), deflate.toByteArray()))
        .isEqualTo(leak);
  }

  @Test
  void body_isRefused_whenItCannotBeSearched() throws IOException {
    String unclear = "the body is encoded so that it cannot be searched";
    assertThat(found(fields("Content-Encoding", "br"), new byte[10])).isEqualTo(unclear);
    assertThat(found(fields("Content-Encoding", "gzip"), new byte[10])).isEqualTo(unclear);
    ByteArrayOutputStream bomb = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bomb)) {
      for (int megabyte = 0; megabyte < 40; megabyte++) {
        out.write(new byte[1 << 20]);
      }
    }
    assertThat(found(fields("Content-Encoding", "gzip"), bomb.toByteArray())).isEqualTo(unclear);
    assertThat(new LeakGuard(List.of()).find(fields("Content-Encoding", "br"), new byte[10]))
        .isEmpty();
  }

  private static @Nullable String found(HttpFields fields, byte[] body) {
    return GUARD.find(fields, body).map(Leak::toString).orElse(null);
  }

  private static HttpFields fields(String... lines) {
    HttpFields.Builder fields = HttpFields.builder();
    for (int i = 0; i < lines.length; i += 2) {
      fields.add(lines[i], lines[i + 1]);
    }
    return fields.build();
  }
}
