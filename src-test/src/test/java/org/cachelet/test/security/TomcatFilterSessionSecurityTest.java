// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.security;

/** All cases of sessions, with the filter in Tomcat. */
final class TomcatFilterSessionSecurityTest extends SessionSecurityContract {
  TomcatFilterSessionSecurityTest() throws Exception {
    super(SessionStoreKind.TOMCAT_FILTER);
  }
}
