// SPDX-License-Identifier: Apache-2.0
package org.cachelet.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class PasswordsTest {

  @ParameterizedTest
  @EnumSource
  void demoAccount_hasItsLoginAsPassword(DemoAccount account) {
    assertThat(Passwords.matches(account.login(), account.passwordHash())).isTrue();
    assertThat(Passwords.matches(account.login() + "x", account.passwordHash())).isFalse();
  }

  @Test
  void password_matchesNothing_withoutHash() {
    assertThat(Passwords.matches("", null)).isFalse();
  }
}
