// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

/** What fragments read on Jetty. */
final class JettyFragmentReadsTest extends FragmentReadsContract {
  @Override
  WebServer start(WebServer.Application application) throws Exception {
    return WebServer.jetty(application);
  }
}
