// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

/** Fragments in pages on Tomcat. */
final class TomcatFragmentsTest extends FragmentsContract {
  @Override
  WebServer start(WebServer.Application application) throws Exception {
    return WebServer.tomcat(application);
  }
}
