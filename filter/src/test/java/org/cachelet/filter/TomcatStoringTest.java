// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

/** What is stored on Tomcat. */
final class TomcatStoringTest extends StoringContract {
  @Override
  WebServer start(WebServer.Application application) throws Exception {
    return WebServer.tomcat(application);
  }
}
