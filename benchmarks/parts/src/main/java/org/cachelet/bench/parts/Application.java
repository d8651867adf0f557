// SPDX-License-Identifier: Apache-2.0
package org.cachelet.bench.parts;

import jakarta.servlet.ServletContext;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.cachelet.cache.Caches;
import org.cachelet.cache.servlet.ServletCaches;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;

/** An application in a Jetty that listens nowhere: its settings and its caches. */
public final class Application {
  private static final Logger JETTY = Logger.getLogger("org.eclipse.jetty");
  private static final Logger REDISSON = Logger.getLogger("org.redisson");

  private final Server server = new Server();
  private final ServletContextHandler handler =
      new ServletContextHandler(ServletContextHandler.SESSIONS);

  /** Starts an application with these settings. */
  public Application(Map<String, String> settings) throws Exception {
    beQuiet();
    settings.forEach(handler::setInitParameter);
    server.setHandler(handler);
    server.start();
  }

  /** Lets libraries tell of what goes wrong only. */
  static void beQuiet() {
    JETTY.setLevel(Level.SEVERE);
    REDISSON.setLevel(Level.SEVERE);
  }

  /** Returns the application, as its filters see it. */
  public ServletContext context() {
    return handler.getServletContext();
  }

  /** Returns the caches of the application. */
  public Caches caches() {
    return ServletCaches.of(context());
  }

  /** Stops it, and closes its caches. */
  public void stop() throws Exception {
    ServletCaches.close(context());
    server.stop();
  }
}
