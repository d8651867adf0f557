// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.security;

/** All cases of sessions, with the data store of Jetty. */
final class JettyStoreSessionSecurityTest extends SessionSecurityContract {
  JettyStoreSessionSecurityTest() throws Exception {
    super(SessionStoreKind.JETTY_STORE);
  }
}
