// SPDX-License-Identifier: Apache-2.0
package org.cachelet.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.cachelet.cache.CacheSettings;
import org.cachelet.cache.SettingGroup;
import org.cachelet.cache.Settings;
import org.cachelet.cache.SettingsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RedisSettingsTest {
  private static Settings settings(Map<String, String> map) {
    return Settings.builder()
        .map("test", map)
        .build(List.of(new CacheSettings(), new RedisSettings()));
  }

  private static RedisOptions options(Map<String, String> map) {
    return RedisOptions.of(settings(map)).orElseThrow();
  }

  @Test
  void group_isFoundOnTheClassPath() {
    assertThat(SettingGroup.allIn(RedisSettingsTest.class.getClassLoader()))
        .hasAtLeastOneElementOfType(RedisSettings.class);
  }

  @Test
  void options_areNone_whenNoRedisIsConfigured() {
    assertThat(RedisOptions.of(settings(Map.of()))).isEmpty();
  }

  @Test
  void options_haveTheDefaults_whenOnlyTheUrlIsSet() {
    RedisOptions options = options(Map.of("cachelet.redis.url", "redis://h"));
    RedisOptions built = RedisOptions.builder().url("redis://h").build();
    assertThat(options).usingRecursiveComparison().isEqualTo(built);
    assertThat(options.prefix()).isEqualTo("cachelet");
    assertThat(options.readTimeout()).isEqualTo(Duration.ofMillis(80));
    assertThat(options.writeTimeout()).isEqualTo(Duration.ofMillis(150));
    assertThat(options.connections()).isEqualTo(32);
    assertThat(options.integrityKeys()).isEmpty();
    assertThat(options.maxLifetime()).isEqualTo(Duration.ofDays(30));
    assertThat(options.compressFrom()).isEqualTo(2048);
  }

  @Test
  void options_haveWhatIsSet() {
    RedisOptions options =
        options(
            Map.of(
                "cachelet.prefix", "shop",
                "cachelet.redis.config", "redisson.yaml",
                "cachelet.redis.read-timeout", "1s",
                "cachelet.redis.write-timeout", "2s",
                "cachelet.redis.connections", "10",
                "cachelet.redis.integrity-key", "0123456789abcdef, fedcba9876543210",
                "cachelet.redis.max-lifetime", "1d",
                "cachelet.redis.compress-from", "1mb"));
    assertThat(options.prefix()).isEqualTo("shop");
    assertThat(options.config()).contains("redisson.yaml");
    assertThat(options.url()).isEmpty();
    assertThat(options.readTimeout()).isEqualTo(Duration.ofSeconds(1));
    assertThat(options.writeTimeout()).isEqualTo(Duration.ofSeconds(2));
    assertThat(options.connections()).isEqualTo(10);
    assertThat(options.integrityKeys())
        .containsExactly("0123456789abcdef".getBytes(UTF_8), "fedcba9876543210".getBytes(UTF_8));
    assertThat(options.maxLifetime()).isEqualTo(Duration.ofDays(1));
    assertThat(options.compressFrom()).isEqualTo(1L << 20);
  }

  @ParameterizedTest
  @ValueSource(strings = {"redis://u:secret@h:x", "redis:u:secret@h", "http://u:secret@h"})
  void url_isRefusedWithoutItsPassword(String url) {
    assertThatThrownBy(() -> settings(Map.of("cachelet.redis.url", url)))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("test: cachelet.redis.url is '")
        .hasMessageContaining("', allowed is redis://[[USER]:PASSWORD@]HOST[:PORT][/DATABASE]")
        .hasMessageNotContaining("secret");
    assertThatThrownBy(() -> RedisOptions.builder().url(url))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("cachelet.redis.url is '")
        .hasMessageNotContaining("secret");
  }

  @ParameterizedTest
  @ValueSource(strings = {"tooshort", "0123456789abcdef,short", "1234567890123456,2,3"})
  void integrityKey_isRefusedWithoutBeingShown(String keys) {
    assertThatThrownBy(() -> settings(Map.of("cachelet.redis.integrity-key", keys)))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(
            "test: cachelet.redis.integrity-key is '***', allowed is one text of 16 characters or"
                + " more, or two, separated by a comma");
  }

  @Test
  void urlAndConfig_areRefusedTogether() {
    assertThatThrownBy(
            () ->
                settings(
                    Map.of("cachelet.redis.url", "redis://h", "cachelet.redis.config", "r.yaml")))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(
            "test: cachelet.redis.config is 'r.yaml', allowed is either this or"
                + " cachelet.redis.url");
  }

  @Test
  void cite_hidesTheKeyAndThePassword() {
    Settings settings =
        settings(
            Map.of(
                "cachelet.redis.url", "redis://u:secret@h",
                "cachelet.redis.integrity-key", "0123456789abcdef"));
    assertThat(settings.cite(RedisSettings.INTEGRITY_KEY))
        .isEqualTo("test: cachelet.redis.integrity-key is '***'");
    assertThat(settings.cite(RedisSettings.URL))
        .isEqualTo("test: cachelet.redis.url is 'redis://***@h'");
  }

  @Test
  void builder_needsAServerAndTime() {
    assertThatThrownBy(() -> RedisOptions.builder().build())
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> RedisOptions.builder().readTimeout(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void serverIsTheLastOneSet_whenAFileAndAUrlAre() {
    RedisOptions file = RedisOptions.builder().url("redis://h").config("c.yaml").build();
    assertThat(file.url()).isEmpty();
    assertThat(file.config()).contains("c.yaml");
    RedisOptions url = file.toBuilder().url("redis://h").build();
    assertThat(url.url()).isPresent();
    assertThat(url.config()).isEmpty();
  }

  @Test
  void options_stayWhatTheyAre_whenABuilderGoesOn() {
    RedisOptions.Builder builder = RedisOptions.builder().url("redis://h");
    RedisOptions options = builder.build();
    builder.connections(500);
    options.toBuilder().prefix("other").build();
    assertThat(options.connections()).isEqualTo(32);
    assertThat(options.prefix()).isEqualTo("cachelet");
  }
}
