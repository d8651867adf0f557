// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

/** The cap on renderings on Jetty. */
final class JettyRenderingsTest extends RenderingsContract {
  @Override
  WebServer start(WebServer.Application application) throws Exception {
    return WebServer.jetty(application);
  }
}
