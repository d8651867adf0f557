// SPDX-License-Identifier: Apache-2.0
package org.cachelet.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SettingTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "cachelet.jmx",
        "cachelet.cache.NAME.max-bytes",
        "cachelet.page.NAME",
        "cachelet.page.NAME.vary.by-2"
      })
  void key_isKeptAsDeclared(String key) {
    assertThat(Setting.optional(key, SettingType.text(), "It.").key()).isEqualTo(key);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "cachelet",
        "jmx",
        "cachelet.NAME",
        "cachelet.maxBytes",
        "cachelet.max_bytes",
        "cachelet..jmx",
        "cachelet.a-",
        "cachelet.NAMES.ttl",
        "cachelet.a.NAME.b.NAME"
      })
  void key_isRefused(String key) {
    assertThatThrownBy(() -> Setting.optional(key, SettingType.text(), "It."))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "key is '"
                + key
                + "', allowed is cachelet. and parts of words with dashes, one NAME after the"
                + " first");
  }

  @Test
  void default_isRefused_whenItIsNotOfTheType() {
    assertThatThrownBy(() -> Setting.of("cachelet.jmx", SettingType.flag(), "yes", "It."))
        .hasMessage("cachelet.jmx is 'yes', allowed is true, false, on or off");
  }

  @Test
  void fallback_isRefused_whenThereIsNoNameOrItCannotBeOne() {
    Setting<String> plain = Setting.optional("cachelet.a", SettingType.text(), "It.");
    Setting<String> named = Setting.optional("cachelet.a.NAME", SettingType.text(), "It.");
    assertThatThrownBy(() -> plain.fallingBackTo("default")).hasMessage("cachelet.a has no NAME");
    assertThatThrownBy(() -> named.fallingBackTo("Default"))
        .hasMessage(
            "the NAME in cachelet.a.NAME is 'Default', allowed is a lower-case letter, then up to"
                + " 31 lower-case letters, digits or dashes");
  }
}
