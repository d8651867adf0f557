// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

/** Cases in which page caches were often wrong, on Tomcat. */
final class TomcatOldBugsTest extends OldBugsContract {
  @Override
  WebServer start(WebServer.Application application) throws Exception {
    return WebServer.tomcat(application);
  }
}
