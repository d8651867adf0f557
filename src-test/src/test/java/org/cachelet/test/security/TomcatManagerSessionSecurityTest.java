// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.security;

/** All cases of sessions, with the manager of Tomcat. */
final class TomcatManagerSessionSecurityTest extends SessionSecurityContract {
  TomcatManagerSessionSecurityTest() throws Exception {
    super(SessionStoreKind.TOMCAT_MANAGER);
  }
}
