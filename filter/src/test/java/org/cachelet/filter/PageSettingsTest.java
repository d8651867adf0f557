// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.cachelet.cache.Settings;
import org.cachelet.cache.SettingsException;
import org.junit.jupiter.api.Test;

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
  void rule_isRefused_whenItMatchesNothing() {
    assertThatThrownBy(() -> settings(Map.of("cachelet.page.home.ttl", "7m")))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(
            "rule cachelet.page.home matches nothing, it needs cachelet.page.home.path or"
                + " cachelet.page.home.servlet");
  }

  private static Settings settings(Map<String, String> values) {
    return Settings.builder().map("test", values).build(List.of(new PageSettings()));
  }
}
