// SPDX-License-Identifier: Apache-2.0
package org.cachelet.test.security;

import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import java.util.Map;
import java.util.Set;
import org.cachelet.session.filter.SessionInitializer;
import org.cachelet.session.jetty.JettySessions;
import org.cachelet.session.tomcat.CacheletManager;
import org.eclipse.jetty.server.Server;

/** A way in which a container has its sessions in Redis. */
enum SessionStoreKind {
  /** The filter, in Tomcat. */
  TOMCAT_FILTER {
    @Override
    ContainerKind.Running start(Map<String, String> settings, ServletContainerInitializer pages)
        throws Exception {
      return ContainerKind.TOMCAT.start(settings, behindTheFilter(pages));
    }
  },
  /** The filter, in Jetty. */
  JETTY_FILTER {
    @Override
    ContainerKind.Running start(Map<String, String> settings, ServletContainerInitializer pages)
        throws Exception {
      return ContainerKind.JETTY.start(settings, behindTheFilter(pages));
    }
  },
  /** The manager of Tomcat. */
  TOMCAT_MANAGER {
    @Override
    ContainerKind.Running start(Map<String, String> settings, ServletContainerInitializer pages)
        throws Exception {
      return ContainerKind.tomcat(
          settings, pages, context -> context.setManager(new CacheletManager()));
    }
  },
  /** The data store of Jetty. */
  JETTY_STORE {
    @Override
    ContainerKind.Running start(Map<String, String> settings, ServletContainerInitializer pages)
        throws Exception {
      return ContainerKind.jetty(settings, pages, server -> addStore(server, settings));
    }
  },
  /** A store that makes each mistake. */
  NAIVE {
    @Override
    ContainerKind.Running start(Map<String, String> settings, ServletContainerInitializer pages)
        throws Exception {
      return ContainerKind.JETTY.start(
          settings, (none, context) -> NaiveSessions.addTo(context, pages));
    }
  };

  /** Starts an application that an initializer sets up. */
  abstract ContainerKind.Running start(
      Map<String, String> settings, ServletContainerInitializer pages) throws Exception;

  /** Returns how often Redis is asked for a request with so many cookies at most. */
  int mostLookups(int cookies) {
    boolean isByFilter = this == TOMCAT_FILTER || this == JETTY_FILTER;
    return isByFilter ? 3 : cookies; // a container asks its store for each
  }

  private static ServletContainerInitializer behindTheFilter(ServletContainerInitializer pages) {
    return (none, context) -> addFilter(context, pages);
  }

  private static void addFilter(ServletContext context, ServletContainerInitializer pages)
      throws ServletException {
    new SessionInitializer().onStartup(null, context);
    pages.onStartup(Set.of(), context);
  }

  private static void addStore(Server server, Map<String, String> settings) {
    JettySessions sessions = new JettySessions();
    settings.forEach(sessions::set);
    sessions.addTo(server);
  }
}
