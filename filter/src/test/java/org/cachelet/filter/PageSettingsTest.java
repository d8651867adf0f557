// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.cachelet.cache.CacheSettings;
import org.cachelet.cache.Input;
import org.cachelet.cache.Setting;
import org.cachelet.cache.SettingGroup;
import org.cachelet.cache.Settings;
import org.cachelet.cache.SettingsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PageSettingsTest {

  @Test
  void rule_fallsBackToDefault() {
    Settings settings =
        settings(Map.of("cachelet.page.default.ttl", "7m", "cachelet.page.home.path", "/"));

    assertThat(settings.names(PageSettings.PATH)).containsExactly("home");
    assertThat(settings.value(PageSettings.MAX_BODY, "home")).isEqualTo(1 << 20);
    assertThat(settings.find(PageSettings.TTL, "home")).contains(Duration.ofMinutes(7));
  }

  @Test
  void eachSetting_isToldFromAnUnknownOne_whenThisJarIsMissing() {
    for (SettingGroup group :
        List.of(new PageSettings(), new HttpSettings(), new InvalidationSettings())) {
      for (Setting<?> setting : group.settings()) {
        String key = setting.key().replace("NAME", "a");
        assertThatThrownBy(
                () ->
                    Settings.builder()
                        .map("test", Map.of(key, "x"))
                        .build(List.of(new CacheSettings())))
            .hasMessageContaining("test: " + key + " is a setting of cachelet-filter, which is");
      }
    }
  }

  @Test
  void rule_isRefused_whenItMatchesNothing() {
    assertThatThrownBy(() -> settings(Map.of("cachelet.page.home.ttl", "7m")))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(
            "rule cachelet.page.home matches nothing, it needs cachelet.page.home.path or"
                + " cachelet.page.home.servlet");
  }

  @Test
  void varyBy_keepsWhatSelects_andTakesWhatIsInTheKeyAnyway() {
    Settings settings =
        Settings.builder()
            .map(
                "test",
                Map.of(
                    "cachelet.page.home.path",
                    "/",
                    "cachelet.page.home.vary-by",
                    "host,scheme,path,query,param:q,header:X-Brand,role:editor"))
            .build(SettingGroup.allIn(PageSettings.class.getClassLoader()));

    assertThat(PageRule.of("home", settings).varyBy())
        .containsExactlyInAnyOrder(Input.parse("header:x-brand"), Input.parse("role:editor"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"device", "timezone", "colour", "param", "param:", "host:x"})
  void varyBy_isRefusedWithAdvice_whenItIsUnknown(String word) {
    assertThatThrownBy(
            () -> settings(Map.of("cachelet.page.a.path", "/", "cachelet.page.a.vary-by", word)))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("cachelet.page.a.vary-by is '" + word + "', allowed is one of")
        .hasMessageContaining("param:NAME; a device or a time zone is not sent by browsers");
  }

  @ParameterizedTest
  @ValueSource(strings = {"proxy.example.com", "10.0.0.1/8", "10.0.0"})
  void trustedProxies_areRefused_whenTheyAreNoAddresses(String range) {
    assertThatThrownBy(() -> settings(Map.of("cachelet.trusted-proxies", range)))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(
            "cachelet.trusted-proxies is '"
                + range
                + "', allowed is 10.0.0.1, 10.0.0.0/8, ::1 or fd00::/8");
  }

  private static Settings settings(Map<String, String> values) {
    return Settings.builder().map("test", values).build(List.of(new PageSettings()));
  }
}
