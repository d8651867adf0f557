// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

/** The page cache on Tomcat. */
final class TomcatPageCacheTest extends PageCacheContract {
  @Override
  WebServer start(WebServer.Application application) throws Exception {
    return WebServer.tomcat(application);
  }
}
