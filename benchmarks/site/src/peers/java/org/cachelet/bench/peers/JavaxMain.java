// SPDX-License-Identifier: Apache-2.0
package org.cachelet.bench.peers;

import com.opensymphony.oscache.web.filter.CacheFilter;
import java.util.EnumSet;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.servlet.DispatcherType;
import javax.servlet.Filter;
import net.sf.ehcache.CacheManager;
import net.sf.ehcache.config.CacheConfiguration;
import net.sf.ehcache.config.Configuration;
import net.sf.ehcache.constructs.web.filter.SimplePageCachingFilter;
import org.cachelet.bench.Control;
import org.eclipse.jetty.ee8.servlet.FilterHolder;
import org.eclipse.jetty.ee8.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** Runs a page cache of the time of javax in a Jetty for such applications. */
public final class JavaxMain {
  private static final int PAGES = 1_000;

  private JavaxMain() {}

  /**
   * Starts the server and serves until the bench ends it.
   *
   * @param arguments {@code oscache} or {@code ehcache}
   */
  public static void main(String[] arguments) throws Exception {
    Logger.getLogger("").setLevel(Level.WARNING);
    Server server = new Server();
    ServerConnector connector = new ServerConnector(server, 1, 1);
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    ServletContextHandler context = new ServletContextHandler();
    context.addServlet(JavaxPageServlet.class, "/page/*");
    Filter filter = arguments[0].equals("oscache") ? new CacheFilter() : ehcache();
    context.addFilter(new FilterHolder(filter), "/*", EnumSet.of(DispatcherType.REQUEST));
    server.setHandler(context);
    server.start();
    Control.serve(connector.getLocalPort());
  }

  private static Filter ehcache() {
    CacheManager.create(
        new Configuration()
            .cache(new CacheConfiguration("SimplePageCachingFilter", PAGES))
            .updateCheck(false));
    return new SimplePageCachingFilter();
  }
}
