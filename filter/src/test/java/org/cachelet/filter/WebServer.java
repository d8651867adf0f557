// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.catalina.Context;
import org.apache.catalina.Wrapper;
import org.apache.catalina.startup.Tomcat;
import org.cachelet.cache.Caches;
import org.cachelet.cache.servlet.ServletCaches;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/**
 * A real container in this process, with an application that has this module's jar in its library:
 * the filter comes by its initializer.
 */
interface WebServer {
  /** Returns the port of 127.0.0.1 that it listens on. */
  int port();

  /** Stops it. */
  void stop() throws Exception;

  /**
   * What runs in it.
   *
   * @param parameters the context parameters
   * @param servlets by path
   * @param initializer adds filters before ours is registered
   */
  record Application(
      Map<String, String> parameters,
      Caches caches,
      List<Mapped> servlets,
      ServletContainerInitializer initializer) {
    /** An application without filters of its own. */
    Application(Map<String, String> parameters, Caches caches, List<Mapped> servlets) {
      this(parameters, caches, servlets, (none, context) -> {});
    }
  }

  /** A servlet and the path that it is mapped to; its name is that of its class. */
  record Mapped(String path, jakarta.servlet.Servlet servlet) {
    String name() {
      return servlet.getClass().getSimpleName();
    }
  }

  /** Starts an application on Jetty. */
  static WebServer jetty(Application application) throws Exception {
    Server server = new Server();
    ServerConnector connector = new ServerConnector(server);
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    ServletContextHandler context = new ServletContextHandler(ServletContextHandler.SESSIONS);
    application.parameters().forEach(context::setInitParameter);
    context.addLocaleEncoding("ja", "Shift_JIS");
    context.addEventListener(using(application.caches()));
    for (Mapped mapped : application.servlets()) {
      ServletHolder holder = new ServletHolder(mapped.name(), mapped.servlet());
      holder.setAsyncSupported(true);
      context.addServlet(holder, mapped.path());
    }
    context.addServletContainerInitializer(application.initializer());
    context.addServletContainerInitializer(new PageCacheInitializer());
    server.setHandler(context);
    server.start();
    return new WebServer() {
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

  /** Starts an application on Tomcat. */
  static WebServer tomcat(Application application) throws Exception {
    Tomcat tomcat = new Tomcat();
    Path base = Files.createTempDirectory("tomcat");
    tomcat.setBaseDir(base.toString());
    tomcat.setHostname("127.0.0.1");
    tomcat.setPort(0);
    tomcat.getConnector().setProperty("address", "127.0.0.1");
    Context context = tomcat.addContext("", base.toString());
    application.parameters().forEach(context::addParameter);
    context.addLocaleEncodingMappingParameter("ja", "Shift_JIS");
    for (Mapped mapped : application.servlets()) {
      Wrapper wrapper = Tomcat.addServlet(context, mapped.name(), mapped.servlet());
      wrapper.setAsyncSupported(true);
      context.addServletMappingDecoded(mapped.path(), mapped.name());
    }
    context.addServletContainerInitializer(
        (none, servletContext) -> {
          ServletCaches.use(servletContext, application.caches());
          application.initializer().onStartup(Set.of(), servletContext);
          new PageCacheInitializer().onStartup(Set.of(), servletContext);
        },
        Set.of());
    tomcat.start();
    return new WebServer() {
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

  private static void delete(Path base) throws IOException {
    try (var files = Files.walk(base)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static ServletContextListener using(Caches caches) {
    return new ServletContextListener() {
      @Override
      public void contextInitialized(ServletContextEvent event) {
        ServletCaches.use(event.getServletContext(), caches);
      }
    };
  }
}
