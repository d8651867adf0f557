// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test;

final class InstalledJettyTest extends InstalledSessionsContract {
  InstalledJettyTest() {
    super(Distribution.JETTY_EE10, Distribution.JETTY_EE11);
  }
}
