// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SettingTypeTest {
  enum Tier {
    LOCAL,
    NEAR_CACHE,
    REMOTE
  }

  @ParameterizedTest
  @CsvSource({
    "500ms, PT0.5S",
    "0s, PT0S",
    "30s, PT30S",
    "10m, PT10M",
    "2h, PT2H",
    "1d, PT24H",
    "PT10M, PT10M",
    "PT1H30M, PT1H30M",
    "P2D, PT48H",
    "36500d, PT876000H"
  })
  void duration_isRead(String text, Duration expected) {
    assertThat(SettingType.duration().parse("ttl", text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ten",
        "",
        "10",
        "10 m",
        "10M",
        "1.5h",
        "-1s",
        "PT-1S",
        "36501d",
        "999999999999d",
        "1w",
        "١s"
      })
  void duration_isRefused(String text) {
    assertRefused(
        SettingType.duration(),
        text,
        "a duration such as 30s, 10m, 2h, 1d or PT10M, from 0s to 36500d");
  }

  @ParameterizedTest
  @CsvSource({"1s, true", "1m, true", "PT60S, true", "999ms, false", "61s, false"})
  void duration_hasBothEndsInItsRange(String text, boolean allowed) {
    SettingType<Duration> type = SettingType.duration("1s", "1m");
    if (allowed) {
      assertThat(type.parse("wait", text)).isBetween(Duration.ofSeconds(1), Duration.ofMinutes(1));
    } else {
      assertRefused(type, text, "a duration such as 30s, 10m, 2h, 1d or PT10M, from 1s to 1m");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1024, 1024",
    "1024b, 1024",
    "1kb, 1024",
    "64mb, 67108864",
    "64MB, 67108864",
    "1gb, 1073741824"
  })
  void bytes_areRead(String text, long expected) {
    assertThat(SettingType.bytes("1kb", "1gb").parse("max-bytes", text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "much", "1023", "2gb", "64 mb", "64m", "1.5mb", "-1kb", "9999999999kb"})
  void bytes_areRefused(String text) {
    assertRefused(
        SettingType.bytes("1kb", "1gb"),
        text,
        "a size such as 512kb, 64mb, 1gb or 4096, from 1kb to 1gb");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "7", "10"})
  void count_isRead(String text) {
    assertThat(SettingType.count(1, 10).parse("version", text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "11", "1.0", "one", "99999999999"})
  void count_isRefused(String text) {
    assertRefused(SettingType.count(1, 10), text, "a whole number, from 1 to 10");
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "0.05, 0.05", "0.5, 0.5"})
  void ratio_isRead(String text, double expected) {
    assertThat(SettingType.ratio(0, 0.5).parse("jitter", text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0.51", "-0.1", "NaN", "1e-3", "0x1p-3", "0.1d", "5%", ".1"})
  void ratio_isRefused(String text) {
    assertRefused(SettingType.ratio(0, 0.5), text, "a number, from 0 to 0.5");
  }

  @ParameterizedTest
  @CsvSource({"true, true", "on, true", "ON, true", "false, false", "off, false", "False, false"})
  void flag_isRead(String text, boolean expected) {
    assertThat(SettingType.flag().parse("jmx", text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "yes", "1", "tru"})
  void flag_isRefused(String text) {
    assertRefused(SettingType.flag(), text, "true, false, on or off");
  }

  @ParameterizedTest
  @CsvSource({"local, LOCAL", "near-cache, NEAR_CACHE", "Remote, REMOTE"})
  void oneOf_isRead(String text, Tier expected) {
    assertThat(SettingType.oneOf(Tier.class).parse("tier", text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "near_cache", "disk"})
  void oneOf_isRefused(String text) {
    assertRefused(SettingType.oneOf(Tier.class), text, "local, near-cache or remote");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "shop", "shop-2", "a23456789-123456789-123456789-12"})
  void word_isRead(String text) {
    assertThat(SettingType.word().parse("prefix", text)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "Shop", "2shop", "-a", "a_b", "a.b", "a23456789-123456789-123456789-123"})
  void word_isRefused(String text) {
    assertRefused(
        SettingType.word(),
        text,
        "a lower-case letter, then up to 31 lower-case letters, digits or dashes");
  }

  @Test
  void text_isAnythingButEmpty() {
    assertThat(SettingType.text().parse("path", "/a b/**")).isEqualTo("/a b/**");
    assertRefused(SettingType.text(), "", "a text that is not empty");
  }

  @Test
  void list_isSplitAtCommas() {
    assertThat(SettingType.list().parse("ignore-params", "utm_*, gclid ,fbclid,"))
        .containsExactly("utm_*", "gclid", "fbclid");
    assertThat(SettingType.list().parse("ignore-params", "")).isEmpty();
  }

  @Test
  void list_isRefused_whenOneOfItIs() {
    assertRefused(
        SettingType.list(), "a,b c", "a word without spaces; several are separated by commas");
    assertRefused(
        SettingType.list(SettingType.count(1, 9)),
        "1,10",
        "a whole number, from 1 to 9; several are separated by commas");
  }

  @ParameterizedTest
  @ValueSource(strings = {"redis://127.0.0.1:6379/1", "rediss://:secret@cache", "redis://a:1,b:2"})
  void url_isRead(String text) {
    assertThat(SettingType.url("redis", "rediss").parse("url", text)).isEqualTo(URI.create(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "127.0.0.1:6379", "http://cache", "redis:cache", "redis:///1", "redis://a b"})
  void url_isRefused(String text) {
    assertRefused(
        SettingType.url("redis", "rediss"), text, "a URL that begins with redis:// or rediss://");
  }

  @ParameterizedTest
  @CsvSource({
    "redis://bob:secret@a b/1, redis://***@a b/1",
    "http://:sec/ret@cache, http://***@cache"
  })
  void message_hasNoPassword(String text, String shown) {
    assertThatThrownBy(() -> SettingType.url("redis").parse("url", text))
        .hasMessage("url is '" + shown + "', allowed is a URL that begins with redis://")
        .hasNoCause();
  }

  @Test
  void message_isOneShortLine_whateverTheText() {
    assertThatThrownBy(() -> SettingType.flag().parse("jmx", "a\nb" + "c".repeat(200)))
        .hasMessage("jmx is 'a b" + "c".repeat(97) + "...', allowed is true, false, on or off");
  }

  @ParameterizedTest
  @CsvSource({"/shop/**, true", "shop, false"})
  void of_asksItsParser(String text, boolean allowed) {
    SettingType<Integer> length =
        SettingType.of(
            "path",
            "a path that begins with /",
            path -> {
              if (!path.startsWith("/")) {
                throw new IllegalArgumentException("not a path");
              }
              return path.length();
            });
    if (allowed) {
      assertThat(length.parse("path", text)).isEqualTo(text.length());
    } else {
      assertRefused(length, text, "a path that begins with /");
    }
  }

  private static void assertRefused(SettingType<?> type, String text, String allowed) {
    assertThatThrownBy(() -> type.parse("it", text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("it is '" + text + "', allowed is " + allowed);
  }

  @Test
  void secret_isNeverShown() {
    SettingType<String> type = SettingType.word().secret();
    assertThat(type.parse("key", "abc")).isEqualTo("abc");
    assertThat(type.display("abc")).isEqualTo("'***'");
    assertThatThrownBy(() -> type.parse("key", "Ab c"))
        .hasMessage("key is '***', allowed is " + SettingType.word().allowed());
  }
}
