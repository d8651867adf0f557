// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

/** Redirects, errors and interim responses on Tomcat. */
final class TomcatRedirectTest extends RedirectContract {
  @Override
  WebServer start(WebServer.Application application) throws Exception {
    return WebServer.tomcat(application);
  }
}
