// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.security;

/** All cases on Jetty. */
final class JettySecurityTest extends SecurityContract {
  JettySecurityTest() throws Exception {
    super(ContainerKind.JETTY);
  }
}
