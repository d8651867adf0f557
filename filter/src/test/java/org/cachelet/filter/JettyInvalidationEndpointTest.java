// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

/** Invalidation over HTTP on Jetty. */
final class JettyInvalidationEndpointTest extends InvalidationEndpointContract {
  @Override
  WebServer start(WebServer.Application application) throws Exception {
    return WebServer.jetty(application);
  }
}
