// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.Servlet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.Wrapper;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** The containers that tests run in, inside of the test's process. */
enum Container {
  JETTY {
    @Override
    Running start(Filter filter, Servlet servlet) throws Exception {
      Server server = new Server();
      ServerConnector connector = new ServerConnector(server);
      connector.setHost("127.0.0.1");
      server.addConnector(connector);
      ServletContextHandler context = new ServletContextHandler(ServletContextHandler.SESSIONS);
      FilterHolder filtered = new FilterHolder(filter);
      filtered.setAsyncSupported(true);
      context.addFilter(filtered, "/*", EnumSet.of(DispatcherType.REQUEST));
      ServletHolder holder = new ServletHolder(servlet);
      holder.setAsyncSupported(true);
      context.addServlet(holder, "/");
      server.setHandler(context);
      server.start();
      return new Running(connector.getLocalPort(), server::stop);
    }
  },

  TOMCAT {
    @Override
    Running start(Filter filter, Servlet servlet) throws Exception {
      Tomcat tomcat = new Tomcat();
      Path base = Files.createTempDirectory("tomcat");
      tomcat.setBaseDir(base.toString());
      tomcat.setHostname("127.0.0.1");
      tomcat.setPort(0);
      tomcat.getConnector().setProperty("address", "127.0.0.1");
      Context context = tomcat.addContext("", base.toString());
      addFilter(context, filter);
      Wrapper wrapper = Tomcat.addServlet(context, "servlet", servlet);
      wrapper.setAsyncSupported(true);
      context.addServletMappingDecoded("/", "servlet");
      tomcat.start();
      return new Running(tomcat.getConnector().getLocalPort(), () -> stop(tomcat, base));
    }

    private void addFilter(Context context, Filter filter) {
      FilterDef definition = new FilterDef();
      definition.setFilterName("filter");
      definition.setFilter(filter);
      definition.setAsyncSupported("true");
      context.addFilterDef(definition);
      FilterMap mapping = new FilterMap();
      mapping.setFilterName("filter");
      mapping.addURLPattern("/*");
      context.addFilterMap(mapping);
    }

    private void stop(Tomcat tomcat, Path base) throws LifecycleException, IOException {
      tomcat.stop();
      tomcat.destroy();
      try (var files = Files.walk(base)) {
        files.sorted((a, b) -> b.compareTo(a)).forEach(file -> file.toFile().delete());
      }
    }
  };

  /** Starts a container with a filter for requests, before a servlet for everything. */
  abstract Running start(Filter filter, Servlet servlet) throws Exception;

  /** Something that stops a container. */
  interface Stop {
    void stop() throws Exception;
  }

  /** A container that listens on a port of 127.0.0.1. */
  record Running(int port, Stop stop) {}
}
