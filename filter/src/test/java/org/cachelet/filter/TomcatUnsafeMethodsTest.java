// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

/** Unsafe methods on Tomcat. */
final class TomcatUnsafeMethodsTest extends UnsafeMethodsContract {
  @Override
  WebServer start(WebServer.Application application) throws Exception {
    return WebServer.tomcat(application);
  }
}
