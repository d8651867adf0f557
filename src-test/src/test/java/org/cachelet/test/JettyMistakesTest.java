// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test;

final class JettyMistakesTest extends MistakesContract {
  JettyMistakesTest() {
    super(Distribution.JETTY_EE10);
  }
}
