// SPDX-License-Identifier: Apache-2.0
package org.cachelet.bench.peers;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletContext;
import java.util.EnumSet;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.cachelet.bench.Applications;
import org.cachelet.bench.ServerMain;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.web.filter.ShallowEtagHeaderFilter;

/** Runs filters of Spring. */
public final class SpringMain {
  private SpringMain() {}

  /**
   * Starts the server and serves until the bench ends it.
   *
   * @param arguments {@code etag} or {@code session}
   */
  public static void main(String[] arguments) throws Exception {
    Logger.getLogger("").setLevel(Level.WARNING);
    if (arguments[0].equals("etag")) {
      ServerMain.run("jetty", (none, context) -> addEtags(context));
    } else {
      ServerMain.run("tomcat", (none, context) -> addSessions(context));
    }
  }

  private static void addEtags(ServletContext context) {
    Applications.addPages(context);
    add(context, new ShallowEtagHeaderFilter());
  }

  private static void addSessions(ServletContext context) {
    Applications.addSessions(context);
    var beans = new AnnotationConfigApplicationContext(SpringSessions.class);
    add(context, beans.getBean("springSessionRepositoryFilter", Filter.class));
  }

  private static void add(ServletContext context, Filter filter) {
    var added = context.addFilter("peer", filter);
    added.setAsyncSupported(true);
    added.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
  }
}
