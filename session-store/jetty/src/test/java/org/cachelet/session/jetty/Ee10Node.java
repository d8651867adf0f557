// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session.jetty;

import org.cachelet.session.contract.Container;
import org.cachelet.session.contract.TestApplication;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.security.ConstraintSecurityHandler;
import org.eclipse.jetty.security.authentication.BasicAuthenticator;

/** A Jetty with Servlet 6.0. */
final class Ee10Node {
  private Ee10Node() {}

  /** Starts one. */
  static Container.Node start(TestApplication application) throws Exception {
    return JettyNode.start(application, handler(application));
  }

  static ServletContextHandler handler(TestApplication application) {
    ServletContextHandler handler =
        new ServletContextHandler(ServletContextHandler.SESSIONS | ServletContextHandler.SECURITY);
    handler.setContextPath(application.contextPath().isEmpty() ? "/" : application.contextPath());
    handler.addServletContainerInitializer(application);
    handler.getSessionHandler().setHttpOnly(true); // Jetty's own default is false
    ConstraintSecurityHandler security = new ConstraintSecurityHandler();
    security.setLoginService(JettyNode.users());
    security.setAuthenticator(new BasicAuthenticator());
    handler.setSecurityHandler(security);
    return handler;
  }
}
