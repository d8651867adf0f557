// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.security;

/** All cases of sessions, with the filter in Jetty. */
final class JettyFilterSessionSecurityTest extends SessionSecurityContract {
  JettyFilterSessionSecurityTest() throws Exception {
    super(SessionStoreKind.JETTY_FILTER);
  }
}
