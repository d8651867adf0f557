// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.rolling;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.jetty.ee11.annotations.AnnotationConfiguration;
import org.eclipse.jetty.ee11.webapp.WebAppContext;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/**
 * A server of the demo with the classes of a release; only the database is that of this process, so
 * that all servers have the same. It stops as if it were killed: requests under way are cut off.
 */
final class ShopServer implements AutoCloseable {
  /** Keeps what servers say of requests that were cut off out of the output. */
  private static final Set<Logger> QUIET =
      Set.of(
          Logger.getLogger("org.eclipse.jetty"),
          Logger.getLogger("org.redisson"),
          Logger.getLogger("com.zaxxer.hikari"),
          Logger.getLogger("org.cachelet"));

  private final Server server = new Server();
  private final ServerConnector connector = new ServerConnector(server);

  /**
   * Starts a server.
   *
   * @param release an unpacked WAR
   * @param port where to listen; zero for any free port
   */
  ShopServer(Path release, int port, Map<String, String> settings) throws Exception {
    QUIET.forEach(logger -> logger.setLevel(Level.OFF));
    connector.setHost("127.0.0.1");
    connector.setPort(port);
    server.addConnector(connector);
    WebAppContext shop = new WebAppContext();
    shop.setContextPath("/");
    shop.setBaseResourceAsPath(release);
    shop.getProtectedClassMatcher().add("org.h2.");
    shop.addConfiguration(new AnnotationConfiguration());
    shop.setThrowUnavailableOnStartupException(true);
    settings.forEach(shop::setInitParameter);
    server.setHandler(shop);
    server.start();
  }

  /** Returns where it listens. */
  int port() {
    return connector.getLocalPort();
  }

  @Override
  public void close() throws Exception {
    server.stop();
  }
}
