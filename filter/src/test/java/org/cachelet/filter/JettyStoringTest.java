// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

/** What is stored on Jetty. */
final class JettyStoringTest extends StoringContract {
  @Override
  WebServer start(WebServer.Application application) throws Exception {
    return WebServer.jetty(application);
  }
}
