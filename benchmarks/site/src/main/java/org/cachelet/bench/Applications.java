// SPDX-License-Identifier: Apache-2.0
package org.cachelet.bench;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRegistration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.cachelet.filter.PageCacheInitializer;
import org.cachelet.session.filter.SessionInitializer;

/** The applications that the servers run, by the names that the bench calls them by. */
public final class Applications {
  private static final Map<String, ServletContainerInitializer> ALL =
      Map.of(
          "raw", (none, context) -> addPages(context, PageServlet.Fields.FEW),
          "raw-fields", (none, context) -> addPages(context, PageServlet.Fields.OF_A_CACHE),
          "cachelet", Applications::addCachelet,
          "cachelet-copying", Applications::addCopyingCachelet,
          "thymeleaf", (none, context) -> add(context, new MadePage(), "/made/*"),
          "redisson", (none, context) -> add(context, new RedissonServlet(), "/page/*"),
          "session", (none, context) -> addSessions(context),
          "session-filter", Applications::addSessionFilter);

  private Applications() {}

  /** Returns an application. */
  static ServletContainerInitializer named(String name) {
    ServletContainerInitializer application = ALL.get(name);
    if (application == null) {
      throw new IllegalArgumentException("no such application: " + name);
    }
    return application;
  }

  /** Adds the prepared pages without a validator. */
  public static void addPages(ServletContext context) {
    addPages(context, PageServlet.Fields.NONE);
  }

  private static void addPages(ServletContext context, PageServlet.Fields fields) {
    add(context, new PageServlet(fields), "/page/*");
  }

  /** Adds what uses sessions. */
  public static void addSessions(ServletContext context) {
    add(context, new SessionServlet(), "/session/*");
  }

  private static void addCachelet(Set<Class<?>> none, ServletContext context) {
    addPages(context, PageServlet.Fields.FEW);
    add(context, new PageWithHoles(), "/holes");
    add(context, new SlowPage(), "/slow/*");
    new PageCacheInitializer().onStartup(none, context);
  }

  private static void addCopyingCachelet(Set<Class<?>> none, ServletContext context) {
    FilterRegistration.Dynamic copying = context.addFilter("copying", new CopyingFilter());
    copying.setAsyncSupported(true);
    copying.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), true, "/*");
    addCachelet(none, context);
  }

  private static void addSessionFilter(Set<Class<?>> none, ServletContext context)
      throws ServletException {
    addSessions(context);
    new SessionInitializer().onStartup(none, context);
  }

  private static void add(ServletContext context, Servlet servlet, String path) {
    ServletRegistration.Dynamic added =
        context.addServlet(servlet.getClass().getSimpleName(), servlet);
    added.setAsyncSupported(true);
    added.addMapping(path);
  }
}
