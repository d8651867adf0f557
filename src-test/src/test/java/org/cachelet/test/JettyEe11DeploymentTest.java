// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test;

final class JettyEe11DeploymentTest extends DeploymentContract {
  JettyEe11DeploymentTest() {
    super(Distribution.JETTY_EE11);
  }
}
