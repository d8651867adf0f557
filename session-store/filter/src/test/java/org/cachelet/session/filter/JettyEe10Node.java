// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session.filter;

import org.cachelet.session.contract.Container;
import org.cachelet.session.contract.TestApplication;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.security.ConstraintSecurityHandler;
import org.eclipse.jetty.security.authentication.BasicAuthenticator;

/** A Jetty with Servlet 6.0, whose application has this module's jar in its library. */
final class JettyEe10Node {
  private JettyEe10Node() {}

  /** Starts one. */
  static Container.Node start(TestApplication application) throws Exception {
    ServletContextHandler context =
        new ServletContextHandler(ServletContextHandler.SESSIONS | ServletContextHandler.SECURITY);
    context.setContextPath(application.contextPath().isEmpty() ? "/" : application.contextPath());
    ConstraintSecurityHandler security = new ConstraintSecurityHandler();
    security.setLoginService(FilterNodes.logins());
    security.setAuthenticator(new BasicAuthenticator());
    context.setSecurityHandler(security);
    application.settings().forEach(context::setInitParameter);
    context.addServletContainerInitializer(new SessionInitializer());
    context.addServletContainerInitializer(application);
    return FilterNodes.started(context);
  }
}
