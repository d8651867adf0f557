// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

/** The cap on renderings on Tomcat. */
final class TomcatRenderingsTest extends RenderingsContract {
  @Override
  WebServer start(WebServer.Application application) throws Exception {
    return WebServer.tomcat(application);
  }
}
