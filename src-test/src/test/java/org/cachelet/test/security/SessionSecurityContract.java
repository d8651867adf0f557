// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.security;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** All cases of sessions, with one way to have sessions in Redis. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 60, unit = TimeUnit.SECONDS)
abstract class SessionSecurityContract {
  private final SessionSite site;

  SessionSecurityContract(SessionStoreKind kind) throws Exception {
    site = new SessionSite(kind);
  }

  static List<SessionCase> cases() {
    return SessionCases.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  final void nobody_getsTheSessionOfAnother(SessionCase one) throws Exception {
    one.script().run(site);
  }

  @AfterAll
  final void close() throws Exception {
    site.close();
  }
}
