// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

/** What follows from reads, on Tomcat. */
final class TomcatLedgerTest extends LedgerContract {
  @Override
  WebServer start(WebServer.Application application) throws Exception {
    return WebServer.tomcat(application);
  }
}
