// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

/** What fragments read on Tomcat. */
final class TomcatFragmentReadsTest extends FragmentReadsContract {
  @Override
  WebServer start(WebServer.Application application) throws Exception {
    return WebServer.tomcat(application);
  }
}
