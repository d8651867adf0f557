// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import java.util.Map;

final class JettyUnchangedTest extends UnchangedContract {
  @Override
  RunningServer start(CapturingFilter filter, Map<String, Page> pages) throws Exception {
    return RunningServer.jetty(filter, pages);
  }
}
