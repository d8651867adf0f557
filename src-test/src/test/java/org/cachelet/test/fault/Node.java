// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.fault;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.cachelet.cache.Caches;
import org.cachelet.cache.servlet.ServletCaches;
import org.cachelet.filter.PageCacheInitializer;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** A node of the site: a Jetty in this JVM with the page cache and a servlet. Thread-safe. */
final class Node implements AutoCloseable {
  private static final Logger JETTY = Logger.getLogger("org.eclipse.jetty");

  private final Server server = new Server();
  private final ServerConnector connector = new ServerConnector(server);
  private final ServletContext context;

  private Node(Source source, Map<String, String> settings, ServletContextListener listener)
      throws Exception {
    JETTY.setLevel(Level.WARNING);
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    ServletContextHandler handler = new ServletContextHandler();
    settings.forEach(handler::setInitParameter);
    handler.addEventListener(listener);
    ServletHolder servlet = new ServletHolder(new SiteServlet(source));
    for (String path : List.of("page", "value", "put", "count", "version")) {
      handler.addServlet(servlet, "/" + path + "/*");
    }
    handler.addServletContainerInitializer(new PageCacheInitializer());
    server.setHandler(handler);
    server.start();
    context = handler.getServletContext();
  }

  /** Starts a node that is configured as a web application is. */
  static Node start(Source source, Map<String, String> settings) throws Exception {
    return new Node(source, settings, new ServletContextListener() {});
  }

  /** Starts a node with caches that were made in code; they are closed with it. */
  static Node start(Source source, Map<String, String> settings, Caches caches) throws Exception {
    return new Node(
        source,
        settings,
        new ServletContextListener() {
          @Override
          public void contextInitialized(ServletContextEvent event) {
            ServletCaches.use(event.getServletContext(), caches);
          }
        });
  }

  /** Returns the settings of the site with its Redis at that URL. */
  static Map<String, String> settings(String redisUrl) {
    Map<String, String> settings = new HashMap<>();
    settings.put("cachelet.redis.url", redisUrl);
    settings.put("cachelet.prefix", "site");
    settings.put("cachelet.cache-status", "on");
    settings.put("cachelet.jmx", "off");
    settings.put("cachelet.page.all.path", "/page/*");
    settings.put("cachelet.page.all.ttl", "10m");
    settings.put("cachelet.cache.values.ttl", "10m");
    return settings;
  }

  /** Returns the port of 127.0.0.1 that it listens on. */
  int port() {
    return connector.getLocalPort();
  }

  /** Returns its caches. */
  Caches caches() {
    return ServletCaches.of(context);
  }

  /** Stops it. */
  @Override
  public void close() throws Exception {
    server.stop();
  }
}
