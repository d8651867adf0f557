// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

/** Holes that are filled by paths on Tomcat. */
final class TomcatPathHolesTest extends PathHolesContract {
  @Override
  WebServer start(WebServer.Application application) throws Exception {
    return WebServer.tomcat(application);
  }
}
