// SPDX-License-Identifier: Apache-2.0
package org.cachelet.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class DatabaseSettingsTest {

  @Test
  void settings_areH2InMemory_whenNothingIsSet() {
    assertThat(DatabaseSettings.of(name -> null))
        .isEqualTo(new DatabaseSettings("jdbc:h2:mem:shop", "", ""));
  }

  @Test
  void settings_areRead() {
    Map<String, String> environment =
        Map.of(
            "SHOP_JDBC_URL", "jdbc:postgresql://db/shop",
            "SHOP_JDBC_USER", "shop",
            "SHOP_JDBC_PASSWORD", "secret");

    assertThat(DatabaseSettings.of(environment::get))
        .isEqualTo(new DatabaseSettings("jdbc:postgresql://db/shop", "shop", "secret"));
  }

  @Test
  void opening_isRefused_whenAddressIsUnknown() {
    assertThatThrownBy(() -> new DatabaseSettings("jdbc:mysql://db/shop", "", "").open())
        .hasMessage(
            "SHOP_JDBC_URL: jdbc:mysql://db/shop; allowed: an address that begins with jdbc:h2:"
                + " or jdbc:postgresql:");
  }

  @Test
  void opening_isRefusedWithoutTellingSecrets_whenNobodyAnswers() {
    assertThatThrownBy(
            () ->
                new DatabaseSettings("jdbc:postgresql://127.0.0.1:1/shop?password=secret", "a", "b")
                    .open())
        .hasMessageStartingWith("SHOP_JDBC_URL: cannot open jdbc:postgresql://127.0.0.1:1/shop: ")
        .hasMessageNotContaining("secret");
  }
}
