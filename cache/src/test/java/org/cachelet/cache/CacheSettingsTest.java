// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Field;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CacheSettingsTest {
  @Test
  void group_isFoundOnTheClassPath() {
    assertThat(SettingGroup.allIn(CacheSettingsTest.class.getClassLoader()))
        .hasAtLeastOneElementOfType(CacheSettings.class);
  }

  @Test
  void group_hasEachSettingOfTheClass() throws IllegalAccessException {
    List<Setting<?>> constants = new ArrayList<>();
    for (Field field : CacheSettings.class.getFields()) {
      if (field.get(null) instanceof Setting<?> setting) {
        constants.add(setting);
      }
    }
    assertThat(new CacheSettings().settings()).containsExactlyElementsOf(constants);
  }

  @Test
  void values_areTheDefaults_whenNothingIsSet() {
    Settings settings = settings(Map.of());
    assertThat(settings.value(CacheSettings.ENABLED)).isTrue();
    assertThat(settings.value(CacheSettings.PREFIX)).isEqualTo("cachelet");
    assertThat(settings.value(CacheSettings.TTL, "pages")).isEqualTo(Duration.ofMinutes(5));
    assertThat(settings.value(CacheSettings.MAX_BYTES, "pages")).isEqualTo(64L << 20);
    assertThat(settings.value(CacheSettings.EARLY_RENEWAL, "pages")).isEqualTo(1.0);
    assertThat(settings.value(CacheSettings.CODEC_ALLOW)).isEmpty();
    assertThat(settings.names(CacheSettings.TTL)).isEmpty();
  }

  @Test
  void value_isThatOfDefault_whenACacheHasNone() {
    Settings settings =
        settings(Map.of("cachelet.cache.default.ttl", "1h", "cachelet.cache.pages.ttl", "1m"));
    assertThat(settings.value(CacheSettings.TTL, "pages")).isEqualTo(Duration.ofMinutes(1));
    assertThat(settings.value(CacheSettings.TTL, "sums")).isEqualTo(Duration.ofHours(1));
    assertThat(settings.value(CacheSettings.TTL, "default")).isEqualTo(Duration.ofHours(1));
    assertThat(settings.value(CacheSettings.NOTHING_TTL, "sums")).isEqualTo(Duration.ofSeconds(30));
    assertThat(settings.names(CacheSettings.NOTHING_TTL)).containsExactly("pages");
  }

  @Test
  void codecAllow_isAListOfClassPatterns() {
    assertThat(
            settings(
                    Map.of("cachelet.codec.allow", "com.acme.Product$Size, com.acme.*,\u00e9.b.**"))
                .value(CacheSettings.CODEC_ALLOW))
        .containsExactly("com.acme.Product$Size", "com.acme.*", "\u00e9.b.**");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"*", "**", "com.*.model", "com.acme.***", "com..acme", ".com", "com.acme.P*"})
  void codecAllow_isRefused_whenItIsNoClassPattern(String pattern) {
    assertThatThrownBy(() -> settings(Map.of("cachelet.codec.allow", pattern)))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(
            "test: cachelet.codec.allow is '"
                + pattern
                + "', allowed is a class such as com.acme.Product, a package as com.acme.* or"
                + " com.acme.**; several are separated by commas");
  }

  private static Settings settings(Map<String, String> map) {
    return Settings.builder().map("test", map).build(List.of(new CacheSettings()));
  }
}
