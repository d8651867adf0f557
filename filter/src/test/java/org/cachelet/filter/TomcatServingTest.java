// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

/** How pages are served on Tomcat. */
final class TomcatServingTest extends ServingContract {
  @Override
  WebServer start(WebServer.Application application) throws Exception {
    return WebServer.tomcat(application);
  }
}
