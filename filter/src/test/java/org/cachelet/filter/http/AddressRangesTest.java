// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 4632 section 3.1 (blocks) and RFC 4291 section 2.2 (addresses of version 6). */
final class AddressRangesTest {
  @ParameterizedTest(name = "{0} has {1}: {2}")
  @CsvSource({
    "10.0.0.1, 10.0.0.1, true",
    "10.0.0.1, 10.0.0.2, false",
    "10.0.0.0/8, 10.255.1.2, true",
    "10.0.0.0/8, 11.0.0.0, false",
    "192.168.1.128/25, 192.168.1.129, true",
    "192.168.1.128/25, 192.168.1.127, false",
    "0.0.0.0/0, 203.0.113.9, true",
    "0.0.0.0/0, ::1, false", // every address of version 4 only
    "::/0, 203.0.113.9, false",
    "::/0, 2001:db8::1, true",
    "::1, ::1, true",
    "::1, [::1], true", // as Jetty writes it
    "::1, 0:0:0:0:0:0:0:1, true", // as Tomcat does
    "::1, ::2, false",
    "fe80::/10, fe80::1%eth0, true",
    "fd00::/8, fd12:3456::9, true",
    "fd00::/8, fe00::9, false",
    "2001:db8::/33, 2001:db8:8000::1, false",
    "10.0.0.1, ::ffff:10.0.0.1, true", // RFC 4291 section 2.5.5.2
    "10.0.0.1, localhost, false",
    "10.0.0.1, '', false",
  })
  void address_isInARange_whenItsFirstBitsAre(String range, String address, boolean contained) {
    assertThat(AddressRanges.of(List.of("172.16.0.1", range)).contains(address))
        .isEqualTo(contained);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "localhost",
        "example.com/8",
        "10.0.0",
        "10.0.0.0.0",
        "10.0.0.256",
        "010.0.0.1", // octal to some
        "10.0.0.-1",
        "10.0.0.1/33",
        "10.0.0.1/",
        "10.0.0.1/-1",
        "10.0.0.1/8", // bits behind the prefix
        "10.1.0.0/9",
        "::ffff:10.0.0.0/104", // version 4 is written as such
        "1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:8:9",
        "1::2::3",
        ":1:2:3:4:5:6:7",
        "12345::",
        "g::",
        "::1/129",
        "::/4294967297",
        "::1.2.3",
        "1.2.3.4::",
        "1:2:3:4:5:6:7::8",
      })
  void range_isRefused_whenItIsNoAddress(String range) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AddressRanges.of(List.of(range)))
        .withMessageContaining(range);
  }

  @Test
  void nobody_isTrusted_byDefault() {
    assertThat(AddressRanges.of(List.of()).contains("127.0.0.1")).isFalse();
  }
}
