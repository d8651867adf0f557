// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test;

final class Tomcat11DeploymentTest extends DeploymentContract {
  Tomcat11DeploymentTest() {
    super(Distribution.TOMCAT_11);
  }
}
