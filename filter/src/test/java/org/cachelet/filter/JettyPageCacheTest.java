// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

/** The page cache on Jetty. */
final class JettyPageCacheTest extends PageCacheContract {
  @Override
  WebServer start(WebServer.Application application) throws Exception {
    return WebServer.jetty(application);
  }
}
