// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.security;

import jakarta.servlet.ServletContainerInitializer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.http.fileupload.FileUtils;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** A container that runs in this process. */
enum ContainerKind {
  /** Tomcat 10.1. */
  TOMCAT {
    @Override
    Running start(Map<String, String> parameters, ServletContainerInitializer initializer)
        throws Exception {
      return tomcat(parameters, initializer, context -> {});
    }
  },
  /** Jetty 12.1. */
  JETTY {
    @Override
    Running start(Map<String, String> parameters, ServletContainerInitializer initializer)
        throws Exception {
      return jetty(parameters, initializer, server -> {});
    }
  };

  // Held, as loggers are forgotten otherwise; what attackers cause is not worth a line.
  private static final Logger TOMCAT_LOG = Logger.getLogger("org.apache");
  private static final Logger JETTY_LOG = Logger.getLogger("org.eclipse.jetty");
  private static final Logger CACHELET_LOG = Logger.getLogger("org.cachelet");

  /**
   * A container that runs.
   *
   * @param port the port of 127.0.0.1 that it listens on
   * @param stop what stops it
   */
  record Running(int port, AutoCloseable stop) {}

  /** Starts an application that an initializer sets up. */
  abstract Running start(Map<String, String> parameters, ServletContainerInitializer initializer)
      throws Exception;

  /** Starts Tomcat with something that only Tomcat has. */
  static Running tomcat(
      Map<String, String> parameters,
      ServletContainerInitializer initializer,
      Consumer<Context> more)
      throws Exception {
    TOMCAT_LOG.setLevel(Level.OFF);
    CACHELET_LOG.setLevel(Level.OFF);
    Path base = Files.createTempDirectory("tomcat");
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(base.toString());
    tomcat.setHostname("127.0.0.1");
    tomcat.setPort(0);
    tomcat.getConnector().setProperty("address", "127.0.0.1");
    Context context = tomcat.addContext("", base.toString());
    parameters.forEach(context::addParameter);
    more.accept(context);
    context.addServletContainerInitializer(initializer, Set.of());
    tomcat.start();
    silenceTomcat();
    return new Running(
        tomcat.getConnector().getLocalPort(),
        () -> {
          tomcat.stop();
          tomcat.destroy();
          FileUtils.deleteDirectory(base.toFile());
        });
  }

  /** Servlets have loggers of their own in Tomcat. */
  private static void silenceTomcat() {
    Collections.list(LogManager.getLogManager().getLoggerNames()).stream()
        .filter(name -> name.startsWith(TOMCAT_LOG.getName()))
        .forEach(name -> Logger.getLogger(name).setLevel(Level.OFF));
  }

  /** Starts Jetty with something that only Jetty has. */
  static Running jetty(
      Map<String, String> parameters,
      ServletContainerInitializer initializer,
      Consumer<Server> more)
      throws Exception {
    JETTY_LOG.setLevel(Level.OFF);
    CACHELET_LOG.setLevel(Level.OFF);
    Server server = new Server();
    ServerConnector connector = new ServerConnector(server);
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    ServletContextHandler context = new ServletContextHandler(ServletContextHandler.SESSIONS);
    parameters.forEach(context::setInitParameter);
    context.addServletContainerInitializer(initializer);
    server.setHandler(context);
    more.accept(server);
    server.start();
    return new Running(connector.getLocalPort(), server::stop);
  }
}
