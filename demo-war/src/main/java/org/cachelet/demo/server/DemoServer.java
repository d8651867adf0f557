// SPDX-License-Identifier: Apache-2.0
package org.cachelet.demo.server;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.jetty.ee11.annotations.AnnotationConfiguration;
import org.eclipse.jetty.ee11.webapp.MetaInfConfiguration;
import org.eclipse.jetty.ee11.webapp.WebAppContext;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** A server for the shop's WAR alone. */
public final class DemoServer {
  private static final Logger JETTY = Logger.getLogger("org.eclipse.jetty");

  /** Warns at each start that it lacks files which nobody needs. */
  private static final Logger DESCRIPTORS =
      Logger.getLogger("org.apache.tomcat.util.descriptor.DigesterFactory");

  /** Where the tags of Cachelet are if the shop is run from its sources, without WEB-INF/lib. */
  private static final String TAGS = ".*/(cachelet-taglib-[^/]*\\.jar|taglib/target/classes/?)";

  private static final long STOP_MILLIS = 2000;

  private final Server server = new Server();
  private final ServerConnector connector = new ServerConnector(server);

  /**
   * Makes a server that does not listen yet.
   *
   * @param war the WAR, unpacked or not
   * @param port where to listen; zero for any free port
   * @param parameters settings of the web application
   */
  public DemoServer(Path war, int port, Map<String, String> parameters) {
    connector.setPort(port);
    server.addConnector(connector);
    WebAppContext shop = new WebAppContext();
    shop.setContextPath("/");
    shop.setBaseResourceAsPath(war);
    shop.addConfiguration(new AnnotationConfiguration());
    shop.setAttribute(MetaInfConfiguration.CONTAINER_JAR_PATTERN, TAGS);
    shop.setThrowUnavailableOnStartupException(true);
    parameters.forEach(shop::setInitParameter);
    server.setHandler(shop);
    server.setStopTimeout(STOP_MILLIS);
  }

  /** Listens, so that a port in use is known before the shop is made. */
  public void listen() throws IOException {
    connector.open();
  }

  /** Opens the shop; what goes wrong is thrown and not logged as well. */
  public void start() throws Exception {
    JETTY.setLevel(Level.OFF);
    DESCRIPTORS.setLevel(Level.SEVERE);
    try {
      server.start();
    } finally {
      JETTY.setLevel(Level.WARNING);
    }
  }

  /** Returns where the server listens. */
  public int port() {
    return connector.getLocalPort();
  }

  /** Closes the shop and stops listening. */
  public void stop() throws Exception {
    server.stop();
  }
}
