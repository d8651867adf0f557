// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.fault;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cachelet.cache.Caches;
import org.cachelet.cache.servlet.ServletCaches;
import org.cachelet.filter.PageCacheInitializer;
import org.eclipse.jetty.ee11.servlet.ServletHolder;

/** A node of the site: a Jetty in this JVM with the page cache and a servlet. Thread-safe. */
final class Node implements AutoCloseable {
  private final EmbeddedJetty jetty;

  private Node(Source source, Map<String, String> settings, ServletContextListener listener)
      throws Exception {
    jetty =
        EmbeddedJetty.start(
            handler -> {
              settings.forEach(handler::setInitParameter);
              handler.addEventListener(listener);
              ServletHolder servlet = new ServletHolder(new SiteServlet(source));
              for (String path : List.of("page", "value", "put", "count", "version")) {
                handler.addServlet(servlet, "/" + path + "/*");
              }
              handler.addServletContainerInitializer(new PageCacheInitializer());
            });
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
    return jetty.port();
  }

  /** Returns its caches. */
  Caches caches() {
    return ServletCaches.of(jetty.context());
  }

  /** Stops it. */
  @Override
  public void close() throws Exception {
    jetty.close();
  }
}
