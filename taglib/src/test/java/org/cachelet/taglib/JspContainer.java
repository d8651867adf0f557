// SPDX-License-Identifier: Apache-2.0
package org.cachelet.taglib;

import jakarta.servlet.Servlet;
import jakarta.servlet.ServletContainerInitializer;
import java.io.File;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.cachelet.cache.Caches;
import org.cachelet.cache.servlet.ServletCaches;
import org.eclipse.jetty.ee11.apache.jsp.JettyJasperInitializer;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.ee11.webapp.WebAppContext;
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
    return System.getProperty("test.container", "tomcat").equals("jetty")
        ? OnJetty.start(root, work, caches, servlets)
        : OnTomcat.start(root, work, caches, servlets);
  }

  private static ServletContainerInitializer using(Caches caches) {
    return (none, context) -> ServletCaches.use(context, caches);
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

  /** Jetty with its build of Jasper. */
  final class OnJetty {
    private OnJetty() {}

    static JspContainer start(Path root, Path work, Caches caches, Map<String, Servlet> servlets)
        throws Exception {
      Server server = new Server();
      ServerConnector connector = new ServerConnector(server);
      connector.setHost("127.0.0.1");
      server.addConnector(connector);
      WebAppContext context = new WebAppContext();
      context.setContextPath("/");
      context.setWar(root.toString());
      context.setTempDirectory(new File(work.toFile(), "jetty"));
      context.setParentLoaderPriority(true);
      context.addServletContainerInitializer(new JettyJasperInitializer());
      context.addServletContainerInitializer(using(caches));
      context.addServletContainerInitializer(new FragmentInitializer());
      servlets.forEach((path, servlet) -> context.addServlet(new ServletHolder(servlet), path));
      server.setHandler(context);
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
}
