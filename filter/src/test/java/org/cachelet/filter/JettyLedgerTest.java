// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

/** What follows from reads, on Jetty. */
final class JettyLedgerTest extends LedgerContract {
  @Override
  WebServer start(WebServer.Application application) throws Exception {
    return WebServer.jetty(application);
  }
}
