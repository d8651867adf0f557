// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

/** How pages are validated on Jetty. */
final class JettyValidationTest extends ValidationContract {
  @Override
  WebServer start(WebServer.Application application) throws Exception {
    return WebServer.jetty(application);
  }
}
