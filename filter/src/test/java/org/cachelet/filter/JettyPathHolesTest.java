// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

/** Holes that are filled by paths on Jetty. */
final class JettyPathHolesTest extends PathHolesContract {
  @Override
  WebServer start(WebServer.Application application) throws Exception {
    return WebServer.jetty(application);
  }
}
