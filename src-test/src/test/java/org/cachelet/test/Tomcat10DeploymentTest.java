// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test;

final class Tomcat10DeploymentTest extends DeploymentContract {
  Tomcat10DeploymentTest() {
    super(Distribution.TOMCAT_10);
  }
}
