// SPDX-License-Identifier: Apache-2.0
package org.cachelet.bench;

import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import java.util.Map;
import org.cachelet.filter.PageCacheInitializer;

/** The applications that the servers run, by the names that the bench calls them by. */
final class Applications {
  private static final Map<String, ServletContainerInitializer> ALL =
      Map.of("raw", (none, context) -> addPages(context), "cachelet", Applications::addCachelet);

  private Applications() {}

  /** Returns an application. */
  static ServletContainerInitializer named(String name) {
    ServletContainerInitializer application = ALL.get(name);
    if (application == null) {
      throw new IllegalArgumentException("no such application: " + name);
    }
    return application;
  }

  private static void addPages(ServletContext context) {
    context.addServlet("pages", new PageServlet()).addMapping("/page/*");
  }

  private static void addCachelet(java.util.Set<Class<?>> none, ServletContext context) {
    addPages(context);
    new PageCacheInitializer().onStartup(none, context);
  }
}
