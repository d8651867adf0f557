// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

/** Invalidation over HTTP on Tomcat. */
final class TomcatInvalidationEndpointTest extends InvalidationEndpointContract {
  @Override
  WebServer start(WebServer.Application application) throws Exception {
    return WebServer.tomcat(application);
  }
}
