// SPDX-License-Identifier: Apache-2.0
package org.cachelet.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.cachelet.redis.RedisUrl.Mode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RedisUrlTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "redis://localhost                 | SINGLE   | false | localhost:6379        |   | 0",
        "redis://localhost/                | SINGLE   | false | localhost:6379        |   | 0",
        "rediss://r.example.com:6380/2     | SINGLE   | true  | r.example.com:6380    |   | 2",
        "valkey://10.0.0.1                 | SINGLE   | false | 10.0.0.1:6379         |   | 0",
        "valkeys://[::1]:7000              | SINGLE   | true  | [::1]:7000            |   | 0",
        "redis+sentinel://a,b:1/shop       | SENTINEL | false | a:26379,b:1           | shop | 0",
        "rediss+sentinel://a/shop/3        | SENTINEL | true  | a:26379               | shop | 3",
        "redis+cluster://a:1,[::1],c       | CLUSTER  | false | a:1,[::1]:6379,c:6379 |   | 0",
        "valkeys+cluster://a               | CLUSTER  | true  | a:6379                |   | 0",
      })
  void parse_readsWhereTheServersAre(
      String text, Mode mode, boolean tls, String addresses, String master, int database) {
    RedisUrl url = RedisUrl.parse(text);
    assertThat(url.mode()).isEqualTo(mode);
    assertThat(url.tls()).isEqualTo(tls);
    assertThat(url.addresses()).containsExactly(addresses.split(","));
    assertThat(url.master()).isEqualTo(master == null ? "" : master);
    assertThat(url.database()).isEqualTo(database);
    assertThat(url.user()).isNull();
    assertThat(url.password()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "redis://:secret@h                | | secret",
        "redis://shop:secret@h            | shop | secret",
        "redis://s%40p:a%3Ab%2Fc%25+%2B@h | s@p | a:b/c%++",
        "redis+sentinel://u:p@h,i/m       | u | p",
        "redis+cluster://u:p@h,i          | u | p",
      })
  void parse_decodesUserAndPassword(String text, String user, String password) {
    RedisUrl url = RedisUrl.parse(text);
    assertThat(url.user()).isEqualTo(user);
    assertThat(url.password()).isEqualTo(password);
    assertThat(url.toString()).doesNotContain(password + "@", password);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "localhost",
        "http://localhost",
        "redis:localhost",
        "redis://",
        "redis://a,b",
        "redis://host:port",
        "redis://host:70000",
        "redis://host:0",
        "redis://host/shop",
        "redis://host/1/2",
        "redis://host/-1",
        "redis://host?x=1",
        "redis://secret@host",
        "redis://u:a@b@host",
        "redis://u:%zz@host",
        "redis+sentinel://a,b",
        "redis+sentinel://a//1",
        "redis+sentinel://a,,b/m",
        "redis+cluster://a/1",
        "redis+cluster://",
      })
  void parse_saysWhatIsAllowed(String text) {
    assertThatThrownBy(() -> RedisUrl.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("allowed is " + RedisUrlParser.ALLOWED);
  }

  @Test
  void toString_isTheAddresses() {
    assertThat(RedisUrl.parse("redis+cluster://u:p@a:1,b")).hasToString("a:1,b:6379");
  }
}
