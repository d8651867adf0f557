// SPDX-License-Identifier: Apache-2.0
package org.cachelet.demo.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DemoMainTest {

  @ParameterizedTest
  @CsvSource({", 8080", "'', 8080", "0, 0", "' 9090 ', 9090", "65535, 65535"})
  void port_isRead(String setting, int port) {
    assertThat(DemoMain.port(setting)).isEqualTo(port);
  }

  @ParameterizedTest
  @ValueSource(strings = {"65536", "-1", "http", "8080x", "999999"})
  void port_isRefused_whenThereIsNone(String setting) {
    assertThatThrownBy(() -> DemoMain.port(setting))
        .hasMessage("PORT: " + setting + "; allowed: 1 to 65535, or 0 for any free port");
  }
}
