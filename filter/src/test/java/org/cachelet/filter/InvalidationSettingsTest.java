// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cachelet.cache.Settings;
import org.cachelet.cache.SettingsException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InvalidationSettingsTest {
  private static final String TOKEN = "0123456789abcdef";

  @Test
  void endpoint_isOff_withoutSettings() {
    assertThat(settings(null, null).find(InvalidationSettings.PATH)).isEmpty();
  }

  @Test
  void endpoint_isOn_withBoth() {
    Settings settings = settings("/cachelet/invalidation", TOKEN);
    assertThat(settings.find(InvalidationSettings.PATH)).contains("/cachelet/invalidation");
    assertThat(settings.find(InvalidationSettings.TOKEN)).contains(TOKEN);
  }

  @ParameterizedTest
  @CsvSource({
    "/path,, cachelet.invalidation.path is '/path'; allowed only where cachelet.invalidation.token",
    ", 0123456789abcdef, cachelet.invalidation.token is '***'; allowed only where",
    "/path, 0123456789abcde, cachelet.invalidation.token is '***'; allowed is a text of 16",
    "/path, 0123456789 abcdef, cachelet.invalidation.token is '***'; allowed is a text of 16",
    "path, 0123456789abcdef, cachelet.invalidation.path is 'path'; allowed is a path such as",
    "/, 0123456789abcdef, cachelet.invalidation.path is '/'; allowed is a path such as",
    "/a/../b, 0123456789abcdef, allowed is a path such as",
    "/a;b, 0123456789abcdef, allowed is a path such as",
  })
  void start_isRefused_whenTheyAreWrong(
      @Nullable String path, @Nullable String token, String message) {
    assertThatThrownBy(() -> settings(path, token))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(message.replace(';', ','))
        .message()
        .doesNotContain("0123456789");
  }

  private static Settings settings(@Nullable String path, @Nullable String token) {
    Map<String, String> values = new HashMap<>();
    if (path != null) {
      values.put("cachelet.invalidation.path", path);
    }
    if (token != null) {
      values.put("cachelet.invalidation.token", token);
    }
    return Settings.builder().map("test", values).build(List.of(new InvalidationSettings()));
  }
}
