// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test;

final class InstalledTomcatTest extends InstalledSessionsContract {
  InstalledTomcatTest() {
    super(Distribution.TOMCAT_10, Distribution.TOMCAT_11);
  }
}
