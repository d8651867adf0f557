// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session.filter;

import jakarta.servlet.ServletContainerInitializer;
import java.util.List;
import org.cachelet.session.contract.Container;
import org.cachelet.session.contract.TestApplication;

/** Pages and sessions on Jetty. */
final class JettyPagesTest extends PagesContract {
  @Override
  Container.Node start(TestApplication application, List<ServletContainerInitializer> libraries)
      throws Exception {
    return FilterNodes.jetty(application, libraries);
  }
}
