// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

/** How pages are served on Jetty. */
final class JettyServingTest extends ServingContract {
  @Override
  WebServer start(WebServer.Application application) throws Exception {
    return WebServer.jetty(application);
  }
}
