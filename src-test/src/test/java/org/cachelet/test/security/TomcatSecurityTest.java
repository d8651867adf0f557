// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.security;

/** All cases on Tomcat. */
final class TomcatSecurityTest extends SecurityContract {
  TomcatSecurityTest() throws Exception {
    super(ContainerKind.TOMCAT);
  }
}
