// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

/** Holes in pages on Tomcat. */
final class TomcatHolesTest extends HolesContract {
  @Override
  WebServer start(WebServer.Application application) throws Exception {
    return WebServer.tomcat(application);
  }
}
