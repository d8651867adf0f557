// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test;

final class SharedPagesJettyTest extends SharedPagesContract {
  SharedPagesJettyTest() {
    super(Distribution.JETTY_EE11);
  }
}
