// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test;

final class JettyEe10DeploymentTest extends DeploymentContract {
  JettyEe10DeploymentTest() {
    super(Distribution.JETTY_EE10);
  }
}
