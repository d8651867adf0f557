// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

/** Unsafe methods on Jetty. */
final class JettyUnsafeMethodsTest extends UnsafeMethodsContract {
  @Override
  WebServer start(WebServer.Application application) throws Exception {
    return WebServer.jetty(application);
  }
}
