// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

/** Fragments in pages on Jetty. */
final class JettyFragmentsTest extends FragmentsContract {
  @Override
  WebServer start(WebServer.Application application) throws Exception {
    return WebServer.jetty(application);
  }
}
