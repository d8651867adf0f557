// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session.filter;

import org.cachelet.session.contract.Container;
import org.cachelet.session.contract.TestApplication;

/** Users of an application on Jetty. */
final class JettyUsersTest extends UsersContract {
  @Override
  Container.Node start(TestApplication application) throws Exception {
    return FilterNodes.jetty(application);
  }
}
