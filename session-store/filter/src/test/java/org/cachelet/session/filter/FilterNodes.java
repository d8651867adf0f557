// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session.filter;

import jakarta.servlet.ServletContainerInitializer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.LoginConfig;
import org.cachelet.session.contract.Container;
import org.cachelet.session.contract.TestApplication;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.security.ConstraintSecurityHandler;
import org.eclipse.jetty.security.HashLoginService;
import org.eclipse.jetty.security.UserStore;
import org.eclipse.jetty.security.authentication.BasicAuthenticator;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.security.Credential;

/** Real containers in this process, whose applications have this module's jar in their library. */
final class FilterNodes {
  /** Keeps what containers say about tested failures out of the output. */
  private static final Set<Logger> QUIET =
      Set.of(
          Logger.getLogger("org.eclipse.jetty"),
          Logger.getLogger("org.apache"),
          Logger.getLogger("io.undertow"));

  private FilterNodes() {}

  /** Starts Tomcat. */
  static Container.Node tomcat(TestApplication application) throws Exception {
    return tomcat(application, List.of(new SessionInitializer()));
  }

  /** Starts Tomcat, which asks for names and passwords. */
  static Container.Node tomcatWithBasicLogin(TestApplication application) throws Exception {
    return tomcat(application, List.of(new SessionInitializer()), FilterNodes::addBasicLogin);
  }

  private static void addBasicLogin(Context context) {
    context.setLoginConfig(new LoginConfig("BASIC", "shop", null, null));
    context.getPipeline().addValve(new org.apache.catalina.authenticator.BasicAuthenticator());
  }

  /** Starts Tomcat with these initializers, then that of the application. */
  static Container.Node tomcat(
      TestApplication application, List<ServletContainerInitializer> libraries) throws Exception {
    return tomcat(application, libraries, context -> {});
  }

  private static Container.Node tomcat(
      TestApplication application,
      List<ServletContainerInitializer> libraries,
      Consumer<Context> more)
      throws Exception {
    QUIET.forEach(logger -> logger.setLevel(Level.OFF));
    Tomcat tomcat = new Tomcat();
    Path base = Files.createTempDirectory("tomcat");
    tomcat.setBaseDir(base.toString());
    tomcat.setHostname("127.0.0.1");
    tomcat.setPort(0);
    tomcat.getConnector().setProperty("address", "127.0.0.1");
    tomcat.addUser(TestApplication.USER, TestApplication.PASSWORD);
    tomcat.addRole(TestApplication.USER, TestApplication.ROLE);
    Context context = tomcat.addContext(application.contextPath(), base.toString());
    application.settings().forEach(context::addParameter);
    for (ServletContainerInitializer initializer : all(application, libraries)) {
      context.addServletContainerInitializer(initializer, Set.of());
    }
    more.accept(context);
    tomcat.start();
    return new Container.Node() {
      @Override
      public int port() {
        return tomcat.getConnector().getLocalPort();
      }

      @Override
      public void stop() throws Exception {
        tomcat.stop();
        tomcat.destroy();
        delete(base);
      }
    };
  }

  private static List<ServletContainerInitializer> all(
      TestApplication application, List<ServletContainerInitializer> libraries) {
    List<ServletContainerInitializer> all = new ArrayList<>(libraries);
    all.add(application);
    return all;
  }

  private static void delete(Path base) throws IOException {
    try (var files = Files.walk(base)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** Starts Jetty. */
  static Container.Node jetty(TestApplication application) throws Exception {
    return jetty(application, List.of(new SessionInitializer()));
  }

  /** Starts Jetty with these initializers, then that of the application. */
  static Container.Node jetty(
      TestApplication application, List<ServletContainerInitializer> libraries) throws Exception {
    ServletContextHandler context =
        new ServletContextHandler(ServletContextHandler.SESSIONS | ServletContextHandler.SECURITY);
    context.setContextPath(application.contextPath().isEmpty() ? "/" : application.contextPath());
    context.setSecurityHandler(security());
    application.settings().forEach(context::setInitParameter);
    for (ServletContainerInitializer initializer : all(application, libraries)) {
      context.addServletContainerInitializer(initializer);
    }
    return started(context);
  }

  /** Starts Jetty with an application of whichever version of Servlet. */
  static Container.Node started(Handler context) throws Exception {
    QUIET.forEach(logger -> logger.setLevel(Level.OFF));
    Server server = new Server();
    ServerConnector connector = new ServerConnector(server);
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    server.setHandler(context);
    server.start();
    return new Container.Node() {
      @Override
      public int port() {
        return connector.getLocalPort();
      }

      @Override
      public void stop() throws Exception {
        server.stop();
      }
    };
  }

  private static ConstraintSecurityHandler security() {
    ConstraintSecurityHandler security = new ConstraintSecurityHandler();
    security.setLoginService(logins());
    security.setAuthenticator(new BasicAuthenticator());
    return security;
  }

  /** Returns who may log in on Jetty. */
  static HashLoginService logins() {
    UserStore users = new UserStore();
    users.addUser(
        TestApplication.USER,
        Credential.getCredential(TestApplication.PASSWORD),
        new String[] {TestApplication.ROLE});
    HashLoginService logins = new HashLoginService("shop");
    logins.setUserStore(users);
    return logins;
  }
}
