// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

/** Redirects, errors and interim responses on Jetty. */
final class JettyRedirectTest extends RedirectContract {
  @Override
  WebServer start(WebServer.Application application) throws Exception {
    return WebServer.jetty(application);
  }
}
