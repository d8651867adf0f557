// SPDX-License-Identifier: Apache-2.0
package org.cachelet.taglib;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletContainerInitializer;
import java.io.File;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.cachelet.cache.Caches;
import org.cachelet.cache.servlet.ServletCaches;
import org.eclipse.jetty.ee11.apache.jsp.JettyJasperInitializer;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.ee11.webapp.WebAppContext;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** The container of the class path, in this process; each run of the tests has another one. */
interface JspContainer {
  /** Returns the port of 127.0.0.1 that it listens on. */
  int port();

  /** Stops it. */
  void stop() throws Exception;

  /** Starts an application in the container that the build names. */
  static JspContainer start(Path root, Path work, Caches caches, Map<String, Servlet> servlets)
      throws Exception {
    return switch (System.getProperty("test.container", "tomcat")) {
      case "jetty-ee11" -> OnJetty.start(Ee11.application(root, work, caches, servlets));
      case "jetty-ee10" -> OnJetty.start(Ee10.application(root, work, caches, servlets));
      default -> OnTomcat.start(root, work, caches, servlets);
    };
  }

  private static ServletContainerInitializer using(Caches caches) {
    return (none, context) -> {
      ServletCaches.use(context, caches);
      context
          .addFilter("users", new Users())
          .addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
    };
  }

  /** Tomcat with its Jasper; finds the initializer of this module by itself. */
  final class OnTomcat {
    private OnTomcat() {}

    static JspContainer start(Path root, Path work, Caches caches, Map<String, Servlet> servlets)
        throws Exception {
      Tomcat tomcat = new Tomcat();
      tomcat.setBaseDir(work.toString());
      tomcat.setHostname("127.0.0.1");
      tomcat.setPort(0);
      tomcat.getConnector().setProperty("address", "127.0.0.1");
      Context context = tomcat.addWebapp("", root.toString());
      context.addServletContainerInitializer(using(caches), Set.of());
      servlets.forEach(
          (path, servlet) -> {
            Tomcat.addServlet(context, path, servlet);
            context.addServletMappingDecoded(path, path);
          });
      tomcat.start();
      return new JspContainer() {
        @Override
        public int port() {
          return tomcat.getConnector().getLocalPort();
        }

        @Override
        public void stop() throws Exception {
          tomcat.stop();
          tomcat.destroy();
        }
      };
    }
  }

  /** Jetty with its builds of Jasper. */
  final class OnJetty {
    private OnJetty() {}

    static JspContainer start(Handler application) throws Exception {
      Server server = new Server();
      ServerConnector connector = new ServerConnector(server);
      connector.setHost("127.0.0.1");
      server.addConnector(connector);
      server.setHandler(application);
      server.start();
      return new JspContainer() {
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
  }

  /** An application for Jetty's Servlet 6.1 and JSP 4.0. */
  final class Ee11 {
    private Ee11() {}

    static Handler application(Path root, Path work, Caches caches, Map<String, Servlet> servlets) {
      WebAppContext context = new WebAppContext();
      context.setContextPath("/");
      context.setWar(root.toString());
      context.setTempDirectory(new File(work.toFile(), "jetty"));
      context.setParentLoaderPriority(true);
      context.addServletContainerInitializer(new JettyJasperInitializer());
      context.addServletContainerInitializer(using(caches));
      context.addServletContainerInitializer(new FragmentInitializer());
      servlets.forEach((path, servlet) -> context.addServlet(new ServletHolder(servlet), path));
      return context;
    }
  }

  /** An application for Jetty's Servlet 6.0 and JSP 3.1. */
  final class Ee10 {
    private Ee10() {}

    static Handler application(Path root, Path work, Caches caches, Map<String, Servlet> servlets) {
      org.eclipse.jetty.ee10.webapp.WebAppContext context =
          new org.eclipse.jetty.ee10.webapp.WebAppContext();
      context.setContextPath("/");
      context.setWar(root.toString());
      context.setTempDirectory(new File(work.toFile(), "jetty"));
      context.setParentLoaderPriority(true);
      context.addServletContainerInitializer(
          new org.eclipse.jetty.ee10.apache.jsp.JettyJasperInitializer());
      context.addServletContainerInitializer(using(caches));
      context.addServletContainerInitializer(new FragmentInitializer());
      servlets.forEach(
          (path, servlet) ->
              context.addServlet(new org.eclipse.jetty.ee10.servlet.ServletHolder(servlet), path));
      return context;
    }
  }
}
