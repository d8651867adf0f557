// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

/** How pages are validated on Tomcat. */
final class TomcatValidationTest extends ValidationContract {
  @Override
  WebServer start(WebServer.Application application) throws Exception {
    return WebServer.tomcat(application);
  }
}
