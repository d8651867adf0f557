// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.fault;

import jakarta.servlet.ServletContext;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** A Jetty in this JVM with one application. Thread-safe. */
public final class EmbeddedJetty implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger("org.eclipse.jetty");

  private final Server server = new Server();
  private final ServerConnector connector = new ServerConnector(server);
  private final ServletContextHandler handler = new ServletContextHandler();

  private EmbeddedJetty(Consumer<ServletContextHandler> application) throws Exception {
    LOG.setLevel(Level.SEVERE); // it tells of each exception that a fault has caused
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    application.accept(handler);
    server.setHandler(handler);
    server.start();
  }

  /** Starts one with an application that is set up so. */
  public static EmbeddedJetty start(Consumer<ServletContextHandler> application) throws Exception {
    return new EmbeddedJetty(application);
  }

  /** Returns the port of 127.0.0.1 that it listens on. */
  public int port() {
    return connector.getLocalPort();
  }

  /** Returns its application. */
  public ServletContext context() {
    return handler.getServletContext();
  }

  /** Stops it. */
  @Override
  public void close() throws Exception {
    server.stop();
  }
}
