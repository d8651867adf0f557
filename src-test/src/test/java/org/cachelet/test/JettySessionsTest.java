// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test;

final class JettySessionsTest extends InstalledSessionsContract {
  JettySessionsTest() {
    super(Distribution.JETTY_EE10, Distribution.JETTY_EE11);
  }
}
