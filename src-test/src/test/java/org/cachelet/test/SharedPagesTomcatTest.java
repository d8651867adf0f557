// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test;

final class SharedPagesTomcatTest extends SharedPagesContract {
  SharedPagesTomcatTest() {
    super(Distribution.TOMCAT_10);
  }
}
