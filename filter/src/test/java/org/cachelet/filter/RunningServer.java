// SPDX-License-Identifier: Apache-2.0
package org.cachelet.filter;

import jakarta.servlet.DispatcherType;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.Wrapper;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** A container on a free port of 127.0.0.1, with pages behind a filter. */
final class RunningServer {
  /** A way to stop a container. */
  private interface Stop {
    void run() throws Exception;
  }

  /** Keeps what containers say about tested failures out of the output. */
  private static final Set<Logger> QUIET =
      Set.of(Logger.getLogger("org.eclipse.jetty"), Logger.getLogger("org.apache"));

  private final int port;
  private final Stop stop;

  private RunningServer(int port, Stop stop) {
    this.port = port;
    this.stop = stop;
  }

  /** Starts Jetty. */
  static RunningServer jetty(CapturingFilter filter, Map<String, Page> pages) throws Exception {
    QUIET.forEach(logger -> logger.setLevel(Level.OFF));
    Server server = new Server();
    ServerConnector connector = new ServerConnector(server);
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    ServletContextHandler context = new ServletContextHandler(ServletContextHandler.SESSIONS);
    ServletHolder servlet = new ServletHolder(new PageServlet(pages));
    servlet.setAsyncSupported(true);
    context.addServlet(servlet, "/");
    FilterHolder holder = new FilterHolder(filter);
    holder.setAsyncSupported(true);
    EnumSet<DispatcherType> dispatchers =
        EnumSet.of(DispatcherType.REQUEST, DispatcherType.FORWARD, DispatcherType.ASYNC);
    context.addFilter(holder, "/*", dispatchers);
    server.setHandler(context);
    server.start();
    return new RunningServer(connector.getLocalPort(), server::stop);
  }

  /**
   * Starts Tomcat.
   *
   * @param mutes whether it mutes wrapped responses after a forward, as Tomcat 11 does by default
   */
  static RunningServer tomcat(CapturingFilter filter, Map<String, Page> pages, boolean mutes)
      throws Exception {
    QUIET.forEach(logger -> logger.setLevel(Level.OFF));
    Path base = Files.createTempDirectory("tomcat");
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(base.toString());
    tomcat.setHostname("127.0.0.1");
    tomcat.setPort(0);
    tomcat.getConnector().setProperty("address", "127.0.0.1");
    ErrorReportValve errors = new ErrorReportValve();
    errors.setShowReport(false);
    tomcat.getHost().getPipeline().addValve(errors);
    Context context = tomcat.addContext("", base.toString());
    context.setSuspendWrappedResponseAfterForward(mutes);
    Wrapper servlet = Tomcat.addServlet(context, "pages", new PageServlet(pages));
    servlet.setAsyncSupported(true);
    context.addServletMappingDecoded("/", "pages");
    FilterDef definition = new FilterDef();
    definition.setFilterName("capturing");
    definition.setFilter(filter);
    definition.setAsyncSupported("true");
    context.addFilterDef(definition);
    FilterMap map = new FilterMap();
    map.setFilterName("capturing");
    map.addURLPattern("/*");
    map.setDispatcher("REQUEST");
    map.setDispatcher("FORWARD");
    map.setDispatcher("ASYNC");
    context.addFilterMap(map);
    tomcat.start();
    return new RunningServer(tomcat.getConnector().getLocalPort(), () -> stop(tomcat, base));
  }

  /** Returns the port. */
  int port() {
    return port;
  }

  /** Stops the container. */
  void stop() throws Exception {
    stop.run();
  }

  private static void stop(Tomcat tomcat, Path base) throws LifecycleException, IOException {
    tomcat.stop();
    tomcat.destroy();
    try (Stream<Path> files = Files.walk(base)) {
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    }
  }
}
